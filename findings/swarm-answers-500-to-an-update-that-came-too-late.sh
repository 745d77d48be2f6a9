#!/usr/bin/env bash
# Docker Swarm 20.10.24, 30 November 2026
# Expected: an update with a `version` that is no longer the object's is a conflict: status 409 (or 412).
# Seen:     status 500 with the text of an inner error ("update out of sequence"), for services as for configs. 409 is
#           what a *name* that exists already gets. A client that retries on 500 sends its stale update again and again.
# For us:   a 500 to an update means: read the object again and see who was first; its text is never matched.
. "$(dirname "$0")/engine"
config=$(api http://docker/configs/create -d '{"Name":"lock","Data":"ZXhhbXBsZQ=="}' | id_in)
twice=$(api -o taken.json -w '%{http_code}' http://docker/configs/create -d '{"Name":"lock","Data":"ZXhhbXBsZQ=="}')
late=$(api -o late.json -w '%{http_code}' -X POST "http://docker/configs/$config/update?version=1" \
  -d '{"Name":"lock","Data":"ZXhhbXBsZQ==","Labels":{"holder":"ada"}}')
echo "a name that exists: $twice; an update with an old version: $late $(cat late.json)"
[ "$twice" = 409 ] && [ "$late" = 500 ]
