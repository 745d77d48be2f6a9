import type { ImageRecipe } from '../image-recipe.js';
import { traefikStandIn } from './traefik-stand-in.js';

/** What routes in traefik's place where there is no internet: nginx, and a script that reads the same labels. */
export function makeTraefikImage(tag: string): ImageRecipe {
  return {
    name: `traefik:${tag}`,
    official: true,
    packages: ['busybox-static', 'python3', 'python3-yaml', 'nginx-light', 'openssl'],
    without: ['perl', 'perl-base', 'gconv'].map((name) => `/usr/lib/x86_64-linux-gnu/${name}`),
    folders: { '/var/log/nginx': {}, '/var/lib/nginx': {}, '/run/traefik': { mode: 0o700 } },
    links: { '/bin/sh': 'busybox' },
    files: { '/usr/local/bin/traefik': { content: traefikStandIn, mode: 0o755 } },
    cmd: ['traefik'],
    ports: ['80/tcp'],
    labels: {
      'org.opencontainers.image.description':
        'Stand-in for the lab, not traefik: nginx and a script that reads traefik labels of swarm services',
    },
  };
}
