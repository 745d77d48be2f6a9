import { effectOf } from '../model/step-kinds.js';
import type { Held } from '../model/step.js';
import type { HoldContext } from './hold-context.js';

/** Removing is never a side effect: a person names what goes. */
export function holdRemoval({ input, wanted: { app }, step }: HoldContext): Held | undefined {
  if (effectOf(step) === 'goes') {
    if (input.region.policies.removal === 'deny') return denyUndeploy(app.name);
    return input.removalsConfirmed.has(app.name) ? undefined : holdUndeploy(app.name);
  }
  const gone = step.services.filter((service) => service.kind === 'remove').map((service) => service.service);
  if (gone.length === 0) return undefined;
  return {
    reason: 'services-gone',
    says: `${app.name}: ${gone.join(', ')} would be removed, the recipe has no such service any more`,
    release: [
      { label: 'remove', command: `tend apply --app ${app.name} --prune` },
      { label: 'look', command: `tend app ps ${app.name}` },
    ],
  };
}

function denyUndeploy(app: string): Held {
  return {
    reason: 'removal',
    says: `${app} would be undeployed, and the policy of this region denies that`,
    release: [
      { label: 'leave it', command: 'state: present in the manifest' },
      { label: 'allow it', command: 'policies: { removal: ask } in region.yml' },
    ],
  };
}

function holdUndeploy(app: string): Held {
  return {
    reason: 'removal',
    says: `${app} would be undeployed; its volumes and secrets stay`,
    release: [
      { label: 'undeploy', command: `tend apply --app ${app} --remove ${app}` },
      { label: 'leave it', command: 'state: present in the manifest' },
    ],
  };
}
