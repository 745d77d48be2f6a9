import { isMajorChange } from '../model/recipe-version.js';
import type { Held } from '../model/step.js';
import type { HoldContext } from './hold-context.js';

/** A major version means a manual step or a break: a person reads the notes first, where the policy says so. */
export function holdMajor({ input, wanted: { app }, step }: HoldContext): Held | undefined {
  const { from, to } = step.recipe;
  if (input.region.policies.majorUpgrades !== 'hold' || step.kind !== 'upgrade' || from === undefined) return undefined;
  if (!isMajorChange(from, to)) return undefined;
  return {
    reason: 'major',
    says: `${app.name} ${from} → ${to} is a major upgrade: read its notes first`,
    release: [
      { label: 'go', command: `tend apply --app ${app.name} --major` },
      { label: 'stay', command: `tend upgrade ${app.key} ${from}` },
    ],
  };
}
