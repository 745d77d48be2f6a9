#!/usr/bin/env bash
# restic 0.14.0 (Debian 12's package 0.14.0-1+b5), 30 November 2026
# Expected: a backup of two paths of which one is missing fails, or at least is still one of the series "these two paths".
# Seen:     exit status 0, one line on stderr, `--json` says nothing; the snapshot names only the path that was there, so
#           `forget` (which groups by host and paths) counts it in a series of its own: the retention of the full series
#           keeps the last complete snapshot, and the incomplete ones are kept beside it as if they were another backup.
# For us:   whoever stores dumps with restic must read the snapshot's paths, never the exit status.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get -qq -o APT::Sandbox::User=root download restic=0.14.0-1+b5
dpkg -x restic_*.deb .
export RESTIC_REPOSITORY=$dir/repository RESTIC_PASSWORD=example RESTIC_CACHE_DIR=$dir/cache
restic=$dir/usr/bin/restic
$restic version
mkdir files && echo page >files/page && echo dump >dump.sql

$restic init -q
$restic backup -q files dump.sql
rm dump.sql # what a hook that failed leaves behind
status=0
summary=$($restic backup --json files dump.sql 2>said | tail -1) || status=$?
echo "exit status $status; on stderr: $(cat said); in the summary: $(grep -c dump <<<"$summary" || true) mentions of dump.sql"
paths=$($restic snapshots --json --latest 1 | grep -o '"paths":\[[^]]*\]')
echo "$paths"
kept=$($restic forget --keep-last 1 --dry-run --json | grep -o '"keep":\[{' | wc -l)
echo "series in which forget --keep-last 1 keeps a snapshot: $kept"

[ "$status" = 0 ] && [ "$kept" = 2 ] && ! grep -q dump <<<"$summary"
