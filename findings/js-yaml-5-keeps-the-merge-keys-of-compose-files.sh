#!/usr/bin/env bash
# js-yaml 5.5.0 and 4.1.0 (npm), 30 November 2026
# Expected: a compose file with `<<: *common`, which recipes are full of and docker's loader merges, reads as it did with
#           version 4: the fields of the anchor are fields of the service.
# Seen:     version 5 gives the service a key named "<<" that holds the mapping, without an error; so whoever looks only
#           at the fields it knows sees a service without image.
# For us:   merge keys are expanded by our own reader of compose files, as YAML 1.1 and docker have them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --no-package-lock old@npm:js-yaml@4.1.0 new@npm:js-yaml@5.5.0
cat >compose.yml <<'YML'
x-common: &common
  image: example.org/wiki:1
services:
  app:
    <<: *common
    command: serve
YML
cat >read.mjs <<'JS'
import { readFileSync } from 'node:fs';

const text = readFileSync('compose.yml', 'utf8');
const app = async (name) => Object.keys((await import(name)).load(text).services.app).sort().join(' ');
const [before, now] = [await app('old'), await app('new')];
console.log(`keys of the service: 4.1.0: ${before}; 5.5.0: ${now}`);
process.exit(before === 'command image' && now === '<< command' ? 0 : 1);
JS
node read.mjs
