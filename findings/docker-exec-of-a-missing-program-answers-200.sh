#!/usr/bin/env bash
# Docker 20.10.24, 30 November 2026
# Expected: starting an exec whose program does not exist is an error of the API, or at least comes on stderr.
# Seen:     POST /exec/ID/start answers 200 and the error stands in the stream of *stdout*, as if the program had said it;
#           only a later GET /exec/ID/json tells by ExitCode 126 that nothing ran. A hook such as "pg_dump x > y" given as
#           one string of Cmd ends so.
# For us:   hooks run as ["/bin/sh", "-c", hook], and count as run only once ExitCode is asked for and is 0.
. "$(dirname "$0")/engine"
api -o created.json http://docker/containers/create?name=app \
  -d '{"Image":"small:1","Cmd":["/bin/busybox","sleep","600"],"HostConfig":{"NetworkMode":"none"}}'
api -X POST http://docker/containers/app/start
exec=$(api http://docker/containers/app/exec \
  -d '{"AttachStdout":true,"AttachStderr":true,"Cmd":["/bin/busybox ls"]}' | grep -o '[0-9a-f]\{64\}')
status=$(api -o stream -w '%{http_code}' "http://docker/exec/$exec/start" -d '{"Detach":false}')
stream=$(od -An -tu1 -N1 stream | tr -d ' ') # the first byte of a frame: 1 is stdout, 2 stderr
code=$(api "http://docker/exec/$exec/json" | grep -o '"ExitCode":[0-9]*')
echo "start answered $status; stream $stream says: $(tail -c +9 stream | head -c 90)…; afterwards $code"
[ "$status" = 200 ] && [ "$stream" = 1 ] && [ "$code" = '"ExitCode":126' ]
