#!/bin/sh
# Writes Dex's configuration from the variables and secrets of this app, then starts Dex.
set -eu
umask 077

{
  cat << END
issuer: https://$DOMAIN
storage:
  type: sqlite3
  config:
    file: /var/dex/dex.db
web:
  http: 0.0.0.0:5556
oauth2:
  skipApprovalScreen: true
enablePasswordDB: true
staticPasswords:
END
  # A line a person: E-MAIL BCRYPT-HASH
  while read -r email hash; do
    [ -n "$hash" ] || continue
    id=$(printf '%s' "$email" | sha256sum | cut -c 1-32)
    printf '  - email: "%s"\n    username: "%s"\n    userID: "%s"\n    hash: "%s"\n' "$email" "${email%%@*}" "$id" "$hash"
  done < /run/secrets/users

  echo 'staticClients:'
  # NAME=REDIRECT-URL, divided by blanks; the client's secret is client_NAME.
  for client in ${CLIENTS:-}; do
    name=${client%%=*}
    printf '  - id: "%s"\n    name: "%s"\n    secret: "%s"\n    redirectURIs: ["%s"]\n' \
      "$name" "$name" "$(cat "/run/secrets/client_$name")" "${client#*=}"
  done
} > /tmp/dex.yaml

exec dex serve /tmp/dex.yaml
