#!/usr/bin/env bash
# openssh-client 1:9.2p1-2+deb12u10 (Debian 12), 30 November 2026
# Expected: BatchMode=yes only stops ssh from asking questions; ServerAliveInterval stays at 0, OpenSSH's default.
# Seen:     with BatchMode=yes Debian's ssh probes every 300 seconds (ServerAliveCountMax 3): a dead line ends a program
#           that waits for it after 15 to 20 minutes there, and never on another system.
# For us:   both options are always given.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get -qq -o APT::Sandbox::User=root download 'openssh-client=1:9.2p1-2+deb12u10'
dpkg -x ./*.deb .
interval() { usr/bin/ssh -F /dev/null -G "$@" example.org | sed -n 's/^serveraliveinterval //p'; }
usr/bin/ssh -V 2>&1
plain=$(interval) batch=$(interval -o BatchMode=yes)
echo "ServerAliveInterval: $plain; with BatchMode=yes: $batch"
[ "$plain" = 0 ] && [ "$batch" = 300 ]
