#!/usr/bin/env bash
# Docker 20.10.24, 30 November 2026
# Expected: GET /containers/ID/archive?path=/run/secrets/NAME gives what a program in the container reads there, or an error.
# Seen:     status 200 and a tar with the file at 0 bytes: secrets lie on a tmpfs that the archive does not look into,
#           only the mount point's own empty file is there. An exec of cat in the same container prints the value.
# For us:   a secret is read by an exec, never by an archive; an empty value is never taken for a secret's.
. "$(dirname "$0")/engine"
secret=$(api http://docker/secrets/create -d '{"Name":"password","Data":"ZXhhbXBsZQ=="}' | id_in)
api -o created.json http://docker/services/create -d '{"Name":"app","TaskTemplate":{"ContainerSpec":{
  "Image":"small:1","Command":["/bin/busybox","sleep","600"],"Secrets":[{"SecretID":"'"$secret"'",
  "SecretName":"password","File":{"Name":"password","UID":"0","GID":"0","Mode":292}}]}}}'
for _ in $(seq 100); do
  container=$(api http://docker/containers/json | grep -o '"Id":"[0-9a-f]*"' | head -1 | cut -d'"' -f4 || true)
  [ -z "$container" ] || break
  sleep 0.3
done
status=$(api -o secret.tar -w '%{http_code}' "http://docker/containers/$container/archive?path=/run/secrets/password")
size=$(tar -xOf secret.tar | wc -c)
exec=$(api "http://docker/containers/$container/exec" \
  -d '{"AttachStdout":true,"Tty":true,"Cmd":["/bin/busybox","cat","/run/secrets/password"]}' | grep -o '[0-9a-f]\{64\}')
value=$(api "http://docker/exec/$exec/start" -d '{"Detach":false,"Tty":true}')
echo "archive: status $status, $size bytes; exec of cat: $value"
[ "$status" = 200 ] && [ "$size" = 0 ] && [ "$value" = example ]
