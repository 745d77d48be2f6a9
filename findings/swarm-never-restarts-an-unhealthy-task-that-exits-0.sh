#!/usr/bin/env bash
# Docker Swarm 20.10.24, 30 November 2026
# Expected: `restart_policy: condition: on-failure` starts a task again that was stopped because it is unhealthy: being
#           unhealthy is a failure.
# Seen:     Swarm stops the unhealthy task with SIGTERM. If its program then exits with 0, as well-behaved servers do, the
#           task counts as "complete" ("finished"), its Status holds no word about health, and with on-failure nothing
#           ever starts it again: the service stays at 0 of 1.
# For us:   a task in state "complete" of a service that is no job is a failure; what it says has to come from the health
#           log of its container.
. "$(dirname "$0")/engine"
program='trap "exit 0" TERM; while :; do /bin/busybox sleep 1 & wait $!; done'
api -o created.json http://docker/services/create -d '{"Name":"app","TaskTemplate":{
  "RestartPolicy":{"Condition":"on-failure","Delay":1000000000},
  "ContainerSpec":{"Image":"small:1","Command":["/bin/busybox","sh","-c","'"${program//\"/\\\"}"'"],
    "Healthcheck":{"Test":["CMD","/bin/busybox","false"],"Interval":1000000000,"Timeout":1000000000,"Retries":2}}}}'
for _ in $(seq 60); do tasks_of app | grep -q '"State":"complete"' && break; sleep 1; done
sleep 15 # many times the restart delay
count=$(tasks_of app | grep -o '"DesiredState"' | wc -l)
status=$(tasks_of app | grep -o '"Status":{.*"ExitCode":0}' | sed 's/"ContainerID":"[^"]*",//; s/"Timestamp":"[^"]*",//')
echo "tasks in 15 s after the first was stopped: $count; its status: $status"
[ "$count" = 1 ] && grep -q '"State":"complete"' <<<"$status" && ! grep -qi health <<<"$status"
