#!/usr/bin/env bash
# docker/cli 28.5.2 (Go module), loader of `docker stack deploy`, 30 November 2026
# Expected: oom_score_adj, which the schema of version 3.13 was made for, reaches the swarm.
# Seen:     the file is taken and the value is not in what is sent, while cap_add beside it is.
# For us:   it is sent, because the engine takes it.
. "$(dirname "$(realpath "$0")")/compose-loader"
cat >compose.yml <<'YML'
version: "3.13"
services:
  app:
    image: example.org/app:1
    cap_add: [NET_ADMIN]
    oom_score_adj: 500
YML
sent=$(stack compose.yml)
echo "$sent"
grep -q NET_ADMIN <<<"$sent" && ! grep -qi oom <<<"$sent"
