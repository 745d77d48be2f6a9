import { looksSecret } from '../model/looks-secret.js';
import type { ObservedService } from '../model/observation.js';
import { shortName } from '../model/short-name.js';
import { splitEnv } from '../model/split-env.js';
import type { FieldChange, ServiceChange } from '../model/step.js';
import type { LastSeen, RunningApp } from './running-app.js';

/**
 * The changes with the values that variables have until now, where the record vouches that nobody but tend set them: then they stood
 * in the manifest. Values that look secret, or come from a file or variable, stay out, and so does what was set on the node. Pure.
 */
export function withFormerValues(
  changes: readonly ServiceChange[],
  running: RunningApp,
  { last, stack }: { readonly last: LastSeen | undefined; readonly stack: string },
): ServiceChange[] {
  return changes.map((change) => {
    const service = running.services.find(({ name }) => shortName(name, stack) === change.service);
    if (!service || !isAsRecorded(service, change.service, last)) return change;
    const before = new Map((service.spec.TaskTemplate.ContainerSpec.Env ?? []).map(splitEnv));
    return { ...change, fields: change.fields.map((field) => withFormer(field, before)) };
  });
}

function isAsRecorded({ id, index }: ObservedService, name: string, last: LastSeen | undefined): boolean {
  const recorded = last?.observed.services.find((service) => service.name === name);
  return recorded?.id === id && recorded.index === index;
}

function withFormer(change: FieldChange, before: ReadonlyMap<string, string | undefined>): FieldChange {
  const { field, key = '', to } = change;
  const from = before.get(key);
  if (field !== 'env' || from === undefined || to === undefined) return change;
  return [from, to].some((value) => isSecret(key, value)) ? change : { ...change, from };
}

function isSecret(key: string, value: string): boolean {
  return value.includes('@value-of-') || looksSecret({ key, value }) !== undefined;
}
