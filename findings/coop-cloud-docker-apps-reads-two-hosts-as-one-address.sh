#!/usr/bin/env bash
# coop-cloud-docker-apps 0.3.0 (crates.io; the library by which LoRes Node lists Co-op Cloud apps), 30 November 2026
# Expected: an app whose router's rule is Host(`a`, `b`), which is what Co-op Cloud's EXTRA_DOMAINS makes, is at a (and b).
# Seen:     everything between the first "Host(`" and the last "`)" is taken for one name: the address is
#           "https://wiki.example.org`, `cal.example.org".
# For us:   further domains must not stand in the router that carries the stack's name.
# Its Cargo.toml asks for Rust 1.96; it builds with 1.95 when told to ignore that.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
mkdir bin src
cat >bin/docker <<'SH'
#!/bin/sh
# Answers as docker's client does for one Co-op Cloud app.
case "$1 $2" in
'stack ls') echo '{"Name":"wiki","Services":"1","Orchestrator":"Swarm"}' ;;
'stack services') echo '{"ID":"x1","Name":"wiki_app","Image":"nginx:1.28","Mode":"replicated","Ports":"","Replicas":"1/1"}' ;;
'service inspect')
  printf '%s' '{"ID":"x1","Version":{"Index":1},"CreatedAt":"2026-11-30T12:00:00Z","UpdatedAt":"2026-11-30T12:00:00Z","Endpoint":{},"Spec":{"Name":"wiki_app","TaskTemplate":{},"Labels":{"com.docker.stack.namespace":"wiki","coop-cloud.wiki.recipe":"dokuwiki","traefik.http.routers.wiki.rule":"Host(`wiki.example.org`, `cal.example.org`)"}}}' ;;
esac
SH
chmod +x bin/docker
cat >Cargo.toml <<'TOML'
[package]
name = "addresses"
version = "0.0.0"
edition = "2024"

[dependencies]
coop-cloud-docker-apps = "=0.3.0"
TOML
cat >src/main.rs <<'RS'
fn main() {
    for app in coop_cloud_docker_apps::coop_cloud_apps() {
        println!("{}", app.url.and_then(|url| url.internet_url).unwrap_or_default());
    }
}
RS
cargo build --quiet --ignore-rust-version
address=$(PATH="$PWD/bin:$PATH" target/debug/addresses)
echo "the app's address: $address"
# shellcheck disable=SC2016
[ "$address" = 'https://wiki.example.org`, `cal.example.org' ]
