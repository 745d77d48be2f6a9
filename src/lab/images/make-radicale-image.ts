import type { ImageRecipe } from '../image-recipe.js';

/** Radicale from Debian at the places of the image tomsquest/docker-radicale: /venv/bin/radicale, /data, uid 2999. */
export function makeRadicaleImage(tag: string): ImageRecipe {
  return {
    name: `tomsquest/docker-radicale:${tag}`,
    official: true,
    packages: ['busybox-static', 'python3', 'radicale', 'python3-bcrypt'],
    without: ['perl', 'perl-base', 'gconv'].map((name) => `/usr/lib/x86_64-linux-gnu/${name}`),
    users: [{ name: 'radicale', id: 2999, home: '/data' }],
    user: 'radicale',
    folders: { '/data': { mode: 0o770, owner: 2999 }, '/config': {} },
    links: { '/bin/sh': 'busybox', '/venv/bin/radicale': '/usr/bin/radicale' },
    files: { '/config/config': { content: '[server]\nhosts = 0.0.0.0:5232\n' } },
    cmd: ['/venv/bin/radicale', '--config', '/config/config'],
    ports: ['5232/tcp'],
    labels: { 'org.opencontainers.image.description': 'Stand-in for the lab: Radicale from Debian' },
  };
}
