#!/bin/sh
# Keeps /srv/content/site at the newest commit of CONTENT_REPO. A repository that does not answer
# leaves what is there.
set -eu
site=/srv/content/site
branch=${CONTENT_BRANCH:-HEAD}

first_clone() {
  rm -rf "$site.new"
  git clone --quiet --depth 1 "$CONTENT_REPO" "$site.new" && mv "$site.new" "$site"
}

newest() {
  git -C "$site" fetch --quiet --depth 1 "$CONTENT_REPO" "$branch" && git -C "$site" reset --quiet --hard FETCH_HEAD
}

git config --global --add safe.directory "$site"
while true; do
  { [ -d "$site/.git" ] || first_clone; } && newest || echo "no new content: $CONTENT_REPO does not answer" >&2
  sleep "${CONTENT_INTERVAL:-300}" &
  wait $!
done
