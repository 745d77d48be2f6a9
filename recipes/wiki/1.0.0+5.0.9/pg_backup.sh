#!/bin/sh
# Hooks of the backup bot: a dump beside the data is what gets backed up, and what a restore is made from.
set -eu
dump=/var/lib/postgresql/data/backup.sql.gz

backup() {
  pg_dump --username "$POSTGRES_USER" "$POSTGRES_DB" > "$dump.new.sql"
  gzip -c "$dump.new.sql" > "$dump.new"
  rm "$dump.new.sql"
  mv "$dump.new" "$dump"
}

restore() {
  gzip -t "$dump"
  dropdb --username "$POSTGRES_USER" --maintenance-db postgres --force "$POSTGRES_DB"
  createdb --username "$POSTGRES_USER" --maintenance-db postgres "$POSTGRES_DB"
  gunzip -c "$dump" | psql --username "$POSTGRES_USER" --quiet --set ON_ERROR_STOP=1 "$POSTGRES_DB" > /dev/null
  clean
}

clean() {
  rm -f "$dump"
}

case "${1:-}" in
  backup | restore | clean) "$1" ;;
  *) echo "usage: pg_backup.sh backup|restore|clean" >&2; exit 2 ;;
esac
