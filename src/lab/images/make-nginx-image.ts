import type { ImageRecipe } from '../image-recipe.js';

/** nginx from Debian where the official Alpine image would have its files: conf.d, logs to stdout, wget for health checks. */
export function makeNginxImage(tag: string): ImageRecipe {
  return {
    name: `nginx:${tag}`,
    official: true,
    packages: ['busybox-static', 'nginx-light'],
    without: ['/usr/share/GeoIP', '/usr/lib/x86_64-linux-gnu/perl-base', '/usr/bin/perl'],
    users: [{ name: 'nginx', id: 101, home: '/var/cache/nginx' }],
    folders: { '/var/log/nginx': {}, '/var/lib/nginx': {}, '/etc/nginx/conf.d': {}, '/run': {} },
    links: {
      '/bin/sh': 'busybox',
      '/usr/bin/wget': '/bin/busybox',
      '/var/log/nginx/access.log': '/dev/stdout',
      '/var/log/nginx/error.log': '/dev/stderr',
    },
    files: { '/etc/nginx/nginx.conf': { content: configuration } },
    cmd: ['nginx', '-g', 'daemon off;'],
    ports: ['80/tcp'],
    labels: { 'org.opencontainers.image.description': 'Stand-in for the lab: nginx from Debian' },
  };
}

const configuration = `user nginx;
worker_processes 1;
pid /run/nginx.pid;
error_log stderr notice;
events { worker_connections 512; }
http {
  include mime.types;
  default_type application/octet-stream;
  access_log /dev/stdout;
  sendfile on;
  keepalive_timeout 65;
  include conf.d/*.conf;
}
`;
