import { closed, decimal, duration, list, listOrMapping, orNothing, text, whole, type Schema } from './schema.js';

/** `deploy:` of a service in a compose file of version 3.`minor`. */
export function deploySchema(minor: number): Schema {
  return orNothing(
    closed({
      mode: text,
      ...(minor >= 2 ? { endpoint_mode: text } : {}),
      replicas: whole,
      labels: listOrMapping,
      ...(minor >= 7 ? { rollback_config: updateSchema(minor) } : {}),
      update_config: updateSchema(minor),
      resources: resourcesSchema(minor),
      restart_policy: closed({ condition: text, delay: duration, max_attempts: whole, window: duration }),
      placement: closed({
        constraints: list(text),
        ...(minor >= 3 ? { preferences: list(closed({ spread: text })) } : {}),
        ...(minor >= 8 ? { max_replicas_per_node: whole } : {}),
      }),
    }),
  );
}

function updateSchema(minor: number): Schema {
  return closed({
    parallelism: whole,
    delay: duration,
    failure_action: text,
    monitor: duration,
    max_failure_ratio: decimal,
    ...(minor >= 4 ? { order: { types: ['string'], choices: ['start-first', 'stop-first'] } as const } : {}),
  });
}

function resourcesSchema(minor: number): Schema {
  const generic = list(closed({ discrete_resource_spec: closed({ kind: text, value: decimal }) }));
  return closed({
    limits: closed({ cpus: text, memory: text, ...(minor >= 9 ? { pids: whole } : {}) }),
    reservations: closed({ cpus: text, memory: text, ...(minor >= 5 ? { generic_resources: generic } : {}) }),
  });
}
