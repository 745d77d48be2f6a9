import { splitEnv } from '../model/split-env.js';
import type { ServiceSpec } from '../model/service-spec.js';
import type { StackSpecs } from '../model/stack-specs.js';
import type { KeyChanges } from '../model/step.js';
import type { RunningApp } from './running-app.js';

/** Names of env keys that come, change or go, over all services of an app; never values. */
export function keysChanged(running: RunningApp, specs: StackSpecs): KeyChanges {
  const added = new Set<string>();
  const changed = new Set<string>();
  const removed = new Set<string>();
  if (running.services.length === 0) return { added: [], changed: [], removed: [] };
  for (const wanted of specs.services) {
    const before = envOf(running.services.find((service) => service.name === wanted.Name)?.spec);
    const after = envOf(wanted);
    for (const [key, value] of after)
      if (!before.has(key)) added.add(key);
      else if (before.get(key) !== value) changed.add(key);
    for (const key of before.keys()) if (!after.has(key)) removed.add(key);
  }
  return { added: [...added].sort(), changed: [...changed].sort(), removed: [...removed].sort() };
}

function envOf(spec: ServiceSpec | undefined): Map<string, string | undefined> {
  return new Map((spec?.TaskTemplate.ContainerSpec.Env ?? []).map((line) => splitEnv(line)));
}
