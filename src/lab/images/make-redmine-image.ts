import type { ImageRecipe } from '../image-recipe.js';

/**
 * Redmine from Debian at the official image's place, with what our recipe uses of its contract:
 * REDMINE_DB_POSTGRES, _DATABASE, _USERNAME, _PASSWORD_FILE, REDMINE_SECRET_KEY_BASE_FILE, REDMINE_NO_DB_MIGRATE, uid 999, port 3000.
 */
export function makeRedmineImage(tag: string): ImageRecipe {
  return {
    name: `redmine:${tag}`,
    official: true,
    packages: ['dash', 'bash', 'coreutils', 'util-linux', 'redmine', 'redmine-pgsql', 'puma', 'tzdata'],
    without: [
      ...['perl', 'perl-base', 'gconv', 'libx265.so.199', 'libaom.so.3.6.0', 'ImageMagick-6.9.11'].map(
        (name) => `/usr/lib/x86_64-linux-gnu/${name}`,
      ),
      ...['perl', 'perl5', 'X11', 'icons', 'dbconfig-common', 'postgresql-common'].map((name) => `/usr/share/${name}`),
    ],
    env,
    users: [{ name: 'redmine', id: 999, home: '/home/redmine' }],
    folders: {
      '/home/redmine': { owner: 999 },
      '/var/lib/redmine': { owner: 999 },
      '/etc/redmine/default': { owner: 999 },
      '/usr/share/redmine/files': { owner: 999 },
      '/usr/share/redmine/tmp': { owner: 999 },
      '/usr/share/redmine/log': { owner: 999 },
    },
    links: {
      '/usr/src/redmine': '/usr/share/redmine',
      // Debian's Redmine serves several instances; ours is the only one and lives where the official image has it.
      '/var/lib/redmine/default': '/usr/share/redmine',
    },
    files: {
      '/docker-entrypoint.sh': { content: entrypoint, mode: 0o755 },
      '/usr/share/redmine/Gemfile.local': { content: "gem 'puma'\n" },
      '/usr/share/redmine/config/additional_environment.rb': { content: toStdout },
    },
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['rails', 'server', '-b', '0.0.0.0'],
    workingFolder: '/usr/share/redmine',
    ports: ['3000/tcp'],
    labels: { 'org.opencontainers.image.description': 'Stand-in for the lab: Redmine from Debian' },
  };
}

const env = {
  RAILS_ENV: 'production',
  LANG: 'C.UTF-8',
  HOME: '/home/redmine',
  SCHEMA: '/dev/null',
  RAILS_LOG_TO_STDOUT: 'true',
  PATH: '/usr/src/redmine/bin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
};

const toStdout = `logger = Logger.new($stdout)
logger.level = Logger::WARN
config.logger = logger
`;

const entrypoint = `#!/bin/bash
# Writes the database's settings, migrates it, then runs rails or rake as the user redmine.
set -eu
cd /usr/share/redmine
case "\${1:-}" in rails | rake) ;; *) exec "$@" ;; esac
as_redmine() { setpriv --reuid=999 --regid=999 --clear-groups "$@"; }
read_secret() { local file="\${1}_FILE"; [ -z "\${!file:-}" ] || export "$1"="$(cat "\${!file}")"; }
read_secret REDMINE_DB_PASSWORD
read_secret REDMINE_SECRET_KEY_BASE
export SECRET_KEY_BASE="\${REDMINE_SECRET_KEY_BASE:-$(cat /proc/sys/kernel/random/uuid)}"
settings=/etc/redmine/default/database.yml
if [ ! -f "$settings" ]; then
  # Bundler looks for a folder beside each gem; Debian puts some gems elsewhere.
  for spec in /usr/share/rubygems-integration/*/specifications/*.gemspec /usr/lib/*/rubygems-integration/*/specifications/*.gemspec; do
    gems=\${spec%/specifications/*}/gems
    name=\${spec##*/}
    mkdir -p "$gems/\${name%.gemspec}"
  done
  umask 077
  printf 'production:\\n  adapter: postgresql\\n  host: "%s"\\n  database: "%s"\\n  username: "%s"\\n  password: "%s"\\n  encoding: utf8\\n' \\
    "$REDMINE_DB_POSTGRES" "\${REDMINE_DB_DATABASE:-redmine}" "\${REDMINE_DB_USERNAME:-redmine}" "\${REDMINE_DB_PASSWORD:-}" > "$settings"
  umask 022
  chown 999:999 "$settings" files
  as_redmine bundle install --local --quiet
fi
if [ "$1" != rake ] && [ -z "\${REDMINE_NO_DB_MIGRATE:-}" ]; then as_redmine bundle exec rake db:migrate > /dev/null; fi
rm -f tmp/pids/server.pid
exec setpriv --reuid=999 --regid=999 --clear-groups bundle exec "$@"
`;
