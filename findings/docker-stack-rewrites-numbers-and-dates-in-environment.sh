#!/usr/bin/env bash
# docker/cli 28.5.2 (Go module), loader of `docker stack deploy`, 30 November 2026
# Expected: an unquoted value under `environment:` reaches the container as it is written, or is refused.
# Seen:     1e6 becomes "1e+06", 0x1F "31", 1_000 "1000", .50 "0.5", and a time
#           "2024-06-15 10:20:30 +0000 UTC": what YAML 1.1 makes of it, printed by Go.
# For us:   scalars are read as go-yaml does and written as Go prints them, so that a plan over a stack that docker's client
#           deployed is empty; lint asks for quotes.
. "$(dirname "$(realpath "$0")")/compose-loader"
cat >compose.yml <<'YML'
version: "3.8"
services:
  app:
    image: example.org/app:1
    environment:
      LIMIT: 1e6
      MASK: 0x1F
      MAX: 1_000
      HALF: .50
      SINCE: 2024-06-15T10:20:30Z
YML
env=$(stack compose.yml | grep -o '"Env":\[[^]]*\]')
echo "$env"
[ "$env" = '"Env":["HALF=0.5","LIMIT=1e+06","MASK=31","MAX=1000","SINCE=2024-06-15 10:20:30 +0000 UTC"]' ]
