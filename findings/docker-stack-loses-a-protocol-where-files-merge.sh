#!/usr/bin/env bash
# docker/cli 28.5.2 (Go module), loader of `docker stack deploy -c a -c b`, 30 November 2026
# Expected: an overlay that publishes 443/udp (HTTP/3) adds it to the 443/tcp of the first file.
# Seen:     ports of two files are told apart by the published port alone: 443/tcp is gone, without a word. In one
#           file both stand.
# For us:   rendered the same way, so that the plan shows what docker would do, with a notice that names the lost port.
. "$(dirname "$(realpath "$0")")/compose-loader"
service() { printf 'version: "3.8"\nservices:\n  web:\n    image: example.org/web:1\n    ports:\n'; }
port() { printf '      - { target: 443, published: 443, protocol: %s, mode: host }\n' "$1"; }
{ service; port tcp; } >compose.yml
{ service; port udp; } >compose.http3.yml
{ service; port tcp; port udp; } >both.yml
protocols() { stack "$@" | grep -o '"Protocol":"[a-z]*"' | cut -d'"' -f4 | sort | paste -sd' '; }
echo "one file with both: $(protocols both.yml); two files: $(protocols compose.yml compose.http3.yml)"
[ "$(protocols both.yml)" = 'tcp udp' ] && [ "$(protocols compose.yml compose.http3.yml)" = udp ]
