import type { ImageRecipe } from '../image-recipe.js';

/** git from Debian with a busybox shell, as the image alpine/git has them. */
export function makeGitImage(tag: string): ImageRecipe {
  return {
    name: `alpine/git:${tag}`,
    official: true,
    packages: ['busybox-static', 'git', 'ca-certificates'],
    without: [
      '/usr/lib/x86_64-linux-gnu/perl',
      '/usr/lib/x86_64-linux-gnu/perl-base',
      '/usr/share/perl',
      '/usr/share/perl5',
    ],
    links: {
      '/bin/sh': 'busybox',
      ...Object.fromEntries(
        ['sleep', 'test', 'rm', 'mv', 'cat', 'ls'].map((name) => [`/usr/local/bin/${name}`, '/bin/busybox']),
      ),
    },
    folders: { '/root': { mode: 0o700 } },
    env: { HOME: '/root' },
    entrypoint: ['git'],
    cmd: ['--help'],
    workingFolder: '/git',
    labels: { 'org.opencontainers.image.description': 'Stand-in for the lab: git from Debian' },
  };
}
