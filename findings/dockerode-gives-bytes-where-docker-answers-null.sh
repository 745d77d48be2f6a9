#!/usr/bin/env bash
# dockerode 5.0.1 with docker-modem 5.0.7 (npm) on Docker 20.10.24, 30 November 2026
# Expected: container.changes() of a container that changed nothing gives an empty list, or null: what Docker answers.
# Seen:     it gives a Buffer that holds the four letters "null": whatever parses to something falsy is passed on as the
#           bytes that came. A caller who asks `changes?.length ?? 0` counts 4 changed files.
# For us:   one reason why requests go by Node's own http, each answer held to a shape.
if [ -z "${MODULES:-}" ]; then
  MODULES=$(mktemp -d)
  export MODULES
  npm install --prefix "$MODULES" --silent --no-audit --no-fund --ignore-scripts --no-package-lock dockerode@5.0.1 docker-modem@5.0.7
fi
. "$(dirname "$0")/engine"
trap 'rm -rf "$MODULES"; take_down' EXIT
api -o made.json 'http://docker/containers/create?name=still' -d '{"Image":"small:1","Cmd":["/bin/busybox","true"]}'
echo "Docker answers: $(api http://docker/containers/still/changes)"
cat >"$MODULES/changes.mjs" <<'JS'
import Docker from 'dockerode';

const changes = await new Docker({ socketPath: process.argv[2] }).getContainer('still').changes();
console.log('dockerode gives:', changes);
process.exit(Buffer.isBuffer(changes) && changes.toString().trim() === 'null' ? 0 : 1);
JS
node "$MODULES/changes.mjs" "$PWD/docker.sock"
