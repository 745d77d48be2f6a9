import type { ImageRecipe } from '../image-recipe.js';

/**
 * PostgreSQL from Debian, with what our recipes use of the official image's contract:
 * POSTGRES_USER, POSTGRES_DB, POSTGRES_PASSWORD(_FILE), PGDATA, `postgres` as the command, uid 999.
 */
export function makePostgresImage(tag: string): ImageRecipe {
  return {
    name: `postgres:${tag}`,
    official: true,
    packages: ['dash', 'coreutils', 'grep', 'sed', 'gawk', 'gzip', 'util-linux', 'postgresql-15'],
    without: [
      '/usr/lib/llvm-14',
      '/usr/lib/x86_64-linux-gnu/libLLVM-14.so.1',
      '/usr/lib/aarch64-linux-gnu/libLLVM-14.so.1',
      '/usr/lib/postgresql/15/lib/bitcode',
      '/usr/lib/x86_64-linux-gnu/perl',
      '/usr/lib/x86_64-linux-gnu/perl-base',
      '/usr/share/perl',
      '/usr/share/perl5',
      '/usr/share/i18n',
    ],
    env: {
      PATH: '/usr/lib/postgresql/15/bin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      PGDATA: '/var/lib/postgresql/data',
      LANG: 'C.UTF-8',
    },
    users: [{ name: 'postgres', id: 999, home: '/var/lib/postgresql' }],
    folders: {
      '/var/lib/postgresql/data': { mode: 0o700, owner: 999 },
      '/run/postgresql': { mode: 0o775, owner: 999 },
    },
    links: { '/bin/sh': 'dash', '/bin/awk': '/usr/bin/gawk', '/var/run': '/run' },
    files: { '/usr/local/bin/docker-entrypoint.sh': { content: entrypoint, mode: 0o755 } },
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['postgres'],
    volumes: ['/var/lib/postgresql/data'],
    ports: ['5432/tcp'],
    labels: { 'org.opencontainers.image.description': 'Stand-in for the lab: PostgreSQL from Debian' },
  };
}

const entrypoint = `#!/bin/sh
# First start: make the database cluster, the user and the database. Every start: run as postgres.
set -eu
[ "$1" = postgres ] || exec "$@"
user=\${POSTGRES_USER:-postgres}
database=\${POSTGRES_DB:-$user}
as_postgres() { setpriv --reuid=999 --regid=999 --clear-groups "$@"; }
mkdir -p "$PGDATA" /run/postgresql
chown 999:999 "$PGDATA" /run/postgresql
chmod 700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  password=$(mktemp)
  if [ -n "\${POSTGRES_PASSWORD_FILE:-}" ]; then
    cat "$POSTGRES_PASSWORD_FILE" > "$password"
  else
    printf %s "\${POSTGRES_PASSWORD:?POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE is needed}" > "$password"
  fi
  echo >> "$password"
  chown 999:999 "$password"
  as_postgres initdb --username="$user" --pwfile="$password" --auth-host=scram-sha-256 --auth-local=trust \\
    --encoding=UTF8 --locale=C.UTF-8 > /dev/null
  rm -f "$password"
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  as_postgres pg_ctl -D "$PGDATA" -o "-c listen_addresses=" -w start > /dev/null
  [ "$database" = postgres ] || as_postgres createdb --username="$user" "$database"
  as_postgres pg_ctl -D "$PGDATA" -m fast -w stop > /dev/null
fi
exec setpriv --reuid=999 --regid=999 --clear-groups "$@" -c listen_addresses='*'
`;
