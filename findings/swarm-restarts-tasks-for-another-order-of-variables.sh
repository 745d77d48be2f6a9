#!/usr/bin/env bash
# Docker Swarm 20.10.24, 30 November 2026
# Expected: an update of a service that names the same variables in another order changes nothing that runs.
# Seen:     every task is stopped and replaced: lists of a spec are compared in their order. docker's client sorts them
#           on `stack deploy` and not on `service update`, so the two restart each other's tasks.
# For us:   what is sent keeps the order of what runs.
. "$(dirname "$0")/engine"
spec() { printf '{"Name":"app","TaskTemplate":{"ContainerSpec":{"Image":"small:1","Command":["/bin/busybox","sleep","600"],"Env":[%s]}}}' "$1"; }
running() { tasks_of app | grep -o '"ID":"[a-z0-9]*","Version"' | wc -l; }
service=$(api http://docker/services/create -d "$(spec '"A=1","B=2"')" | id_in)
for _ in $(seq 50); do tasks_of app | grep -q '"State":"running"' && break; sleep 0.5; done
index() { api "http://docker/services/$service" | grep -o '"Index":[0-9]*' | cut -d: -f2; }
api -o same.json -X POST "http://docker/services/$service/update?version=$(index)" -d "$(spec '"A=1","B=2"')"
sleep 3
same=$(running)
api -o other.json -X POST "http://docker/services/$service/update?version=$(index)" -d "$(spec '"B=2","A=1"')"
for _ in $(seq 30); do [ "$(running)" = 1 ] || break; sleep 1; done
other=$(running)
echo "tasks after the same spec again: $same; after the same variables in another order: $other"
[ "$same" = 1 ] && [ "$other" = 2 ]
