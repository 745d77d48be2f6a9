#!/usr/bin/env bash
# docker-modem 5.0.7 (npm, under dockerode 5.0.1), 30 November 2026
# Expected: text for debugging is made only where somebody debugs.
# Seen:     every request runs util.inspect over all request options, the http.Agent with its sockets among them, whether
#           DEBUG is set or not. With an agent over one ssh connection (whose sockets hold buffers, keys and streams) that
#           is tens of milliseconds of CPU for each request.
# For us:   requests go by Node's own http, without a client library between.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --no-package-lock dockerode@5.0.1 docker-modem@5.0.7
cat >requests.mjs <<'JS'
import http from 'node:http';
import { inspect } from 'node:util';
import Docker from 'dockerode';

const server = http.createServer((_request, response) => response.end('[]'));
await new Promise((resolve) => server.listen('docker.sock', resolve));
let inspected = 0;
const agent = new http.Agent({ keepAlive: true });
agent[inspect.custom] = () => `seen ${++inspected} times`;
const docker = new Docker({ socketPath: 'docker.sock', agent });
for (let request = 0; request < 5; request++) await docker.listServices();
console.log(`5 requests without DEBUG: the agent was inspected ${inspected} times`);
process.exit(inspected === 5 ? 0 : 1);
JS
env -u DEBUG node requests.mjs
