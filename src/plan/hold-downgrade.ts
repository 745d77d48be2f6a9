import type { Held } from '../model/step.js';
import type { HoldContext } from './hold-context.js';

/** An older version over newer data: asked for by name, and it says what is kept. */
export function holdDowngrade({ wanted: { app, rendered }, step }: HoldContext): Held | undefined {
  if (step.kind !== 'downgrade') return undefined;
  const kept =
    rendered.specs.volumes.length === 0
      ? 'it has no volumes'
      : `kept as they are: ${rendered.specs.volumes.join(', ')}`;
  return {
    reason: 'downgrade',
    says: `${app.name} ${step.recipe.from ?? '?'} → ${step.recipe.to} is a downgrade; the newer version may have changed its data (${kept})`,
    release: [
      { label: 'go', command: `tend apply --app ${app.name} --downgrade` },
      { label: 'stay', command: `tend upgrade ${app.key} ${step.recipe.from ?? 'VERSION'}` },
    ],
  };
}
