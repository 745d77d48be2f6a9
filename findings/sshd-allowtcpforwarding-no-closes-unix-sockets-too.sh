#!/usr/bin/env bash
# OpenSSH 9.2p1 (Debian 12's packages 1:9.2p1-2+deb12u10), 30 November 2026
# Expected: sshd_config has AllowTcpForwarding for TCP and AllowStreamLocalForwarding (default yes) for unix sockets, so
#           `AllowTcpForwarding no`, which hardening guides ask for, leaves a forwarded docker.sock alone.
# Seen:     with it the unix socket is refused too ("open failed: administratively prohibited"), although
#           `sshd -T` still says allowstreamlocalforwarding yes.
# For us:   where forwarding fails, the same connection goes on with an exec of `docker system dial-stdio`; the advice
#           names both options.
# Runs as root: it starts an sshd of its own on 127.0.0.1.
set -euo pipefail
dir=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$dir"' EXIT
cd "$dir"
apt-get -qq -o APT::Sandbox::User=root download openssh-server=1:9.2p1-2+deb12u10 openssh-client=1:9.2p1-2+deb12u10
for package in *.deb; do dpkg -x "$package" .; done
mkdir -p /run/sshd
usr/bin/ssh -V
usr/bin/ssh-keygen -q -t ed25519 -N '' -f host
usr/bin/ssh-keygen -q -t ed25519 -N '' -f id
cp id.pub keys && chmod 600 keys
node -e "require('net').createServer((socket) => socket.end('hello')).listen('docker.sock')" &

try() { # PORT OPTION: what comes through a forwarded socket
  local options=(-f /dev/null -h "$dir/host" -p "$1" -o ListenAddress=127.0.0.1 -o PidFile=none -o UsePAM=no
    -o StrictModes=no -o PermitRootLogin=yes -o AuthorizedKeysFile="$dir/keys" -o "$2")
  echo "$2: sshd -T says $("$dir/usr/sbin/sshd" -T "${options[@]}" | grep allowstreamlocal)" >&2
  "$dir/usr/sbin/sshd" -D "${options[@]}" >/dev/null 2>&1 &
  sleep 1
  usr/bin/ssh -p "$1" -i id -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes \
    -o LogLevel=ERROR -N -L "$dir/$1.sock:$dir/docker.sock" root@127.0.0.1 >/dev/null 2>&1 &
  for _ in $(seq 50); do [ ! -S "$1.sock" ] || break; sleep 0.1; done
  node -e "require('net').connect('$1.sock').on('data', (text) => process.stdout.write(String(text))).on('error', () => {})"
}

try 22981 'AllowTcpForwarding yes' >open
try 22982 'AllowTcpForwarding no' >closed
echo "through the forwarded socket: with yes \"$(cat open)\", with no \"$(cat closed)\""
[ "$(cat open)" = hello ] && [ ! -s closed ]
