#!/usr/bin/env bash
# docker-modem 5.0.7 with ssh2 1.17.0 (npm, under dockerode 5.0.1), 30 November 2026
# Expected: one client with `protocol: 'ssh'` logs in once and sends its requests over that connection.
# Seen:     each request makes a connection of its own (key exchange, login, `docker system dial-stdio`) and ends it.
#           Six requests, which is what one look at a Swarm node takes, are six logins; sshd's MaxStartups drops some of
#           those that are made side by side.
# For us:   one ssh2 connection a node, its channels under Node's own http.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --no-package-lock dockerode@5.0.1 docker-modem@5.0.7 ssh2@1.17.0
cat >logins.mjs <<'JS'
import Docker from 'dockerode';
import ssh2 from 'ssh2';

const answer = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]';
let logins = 0;
const hostKeys = [ssh2.utils.generateKeyPairSync('ed25519').private];
const server = new ssh2.Server({ hostKeys }, (client) => {
  client.on('error', () => {});
  client.on('authentication', (attempt) => attempt.accept());
  client.on('ready', () => {
    logins++;
    client.on('session', (accept) =>
      accept().on('exec', (acceptExec) => {
        const stream = acceptExec();
        stream.on('data', (part) => String(part).endsWith('\r\n\r\n') && stream.write(answer));
      }),
    );
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const docker = new Docker({
  protocol: 'ssh',
  host: '127.0.0.1',
  port: server.address().port,
  username: 'deploy',
  sshOptions: { password: 'example' },
});
for (let request = 0; request < 6; request++) await docker.listServices();
console.log(`6 requests one after the other over one client: ${logins} logins`);
process.exit(logins === 6 ? 0 : 1);
JS
node --no-deprecation logins.mjs
