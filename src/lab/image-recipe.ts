/**
 * How a lab makes an image without the internet: Debian packages unpacked into a tree, files put beside
 * them, imported under the real name. The packages' own set-up scripts do not run; what they would have
 * done (users, folders, links) is said here. With internet and `official: true` the name is pulled instead.
 *
 *     { name: 'postgres:15.8', packages: ['dash', 'coreutils', 'postgresql-15'], env: { PGDATA: '/var/lib/postgresql/data' },
 *       users: [{ name: 'postgres', id: 999, home: '/var/lib/postgresql' }], cmd: ['/start'],
 *       files: { '/start': { content: '#!/bin/sh\n…', mode: 0o755 } } }
 */
export interface ImageRecipe {
  /** Name and tag as recipes write it: `postgres:15.8`, `traefik:v3.1.2`, `ghcr.io/example/app:1.0`. */
  readonly name: string;
  /** Debian packages with what they depend on; `busybox-static` alone gives a tree of 2 MB whose `/bin/sh` is busybox. */
  readonly packages: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** Files by absolute path; folders come into being by themselves. Later ones stand over what packages brought. */
  readonly files?: Readonly<Record<string, ImageFile>>;
  /** Links by absolute path, and where each points to. */
  readonly links?: Readonly<Record<string, string>>;
  /** Folders that must be there, by absolute path. */
  readonly folders?: Readonly<Record<string, ImageFolder>>;
  /** Added to /etc/passwd and /etc/group, one group of the same id each; root, daemon, www-data (33) and nobody are there already. */
  readonly users?: readonly ImageUser[];
  /** Who the program runs as: a name of `users`, or `1000:1000`. Default root. */
  readonly user?: string;
  readonly workingFolder?: string;
  readonly volumes?: readonly string[];
  /** `8080/tcp`. */
  readonly ports?: readonly string[];
  readonly healthcheck?: ImageHealthcheck;
  readonly labels?: Readonly<Record<string, string>>;
  /** Paths below which everything is left out: `/usr/lib/llvm-14`. Doc, man, info and locales always are. */
  readonly without?: readonly string[];
  /** True: where the registry of that name answers, the official image is taken instead. */
  readonly official?: boolean;
}

export interface ImageFile {
  readonly content: string;
  /** Default 0o644. */
  readonly mode?: number;
  /** Default 0, root. */
  readonly owner?: number;
}

export interface ImageFolder {
  /** Default 0o755. */
  readonly mode?: number;
  /** Default 0, root; the group gets the same id. */
  readonly owner?: number;
}

export interface ImageUser {
  readonly name: string;
  readonly id: number;
  readonly home?: string;
}

/** A health check as Docker stores it; seconds. */
interface ImageHealthcheck {
  /** A line for /bin/sh. */
  readonly command: string;
  readonly interval?: number;
  readonly timeout?: number;
  readonly startPeriod?: number;
  readonly retries?: number;
}
