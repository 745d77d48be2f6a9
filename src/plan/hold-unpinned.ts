import type { Held } from '../model/step.js';
import type { HoldContext } from './hold-context.js';
import { hasDigest } from './pin-image.js';

/** An image whose digest no registry could tell: what runs could not be named, so it does not run unasked. */
export function holdUnpinned({ wanted: { app }, step }: HoldContext): Held | undefined {
  const changed = new Set(
    step.services.filter((service) => service.kind !== 'unchanged').map((service) => `${app.stack}_${service.service}`),
  );
  const open = step.specs.services.filter(
    (spec) => changed.has(spec.Name) && !hasDigest(spec.TaskTemplate.ContainerSpec.Image),
  );
  const images = [...new Set(open.map((spec) => spec.TaskTemplate.ContainerSpec.Image))];
  if (images.length === 0) return undefined;
  return {
    reason: 'unpinned',
    says: `${app.name}: no registry told the digest of ${images.join(', ')}`,
    release: [
      { label: 'look', command: `tend doctor --node ${app.node}` },
      { label: 'go on without', command: `tend apply --app ${app.name} --unpinned` },
    ],
  };
}
