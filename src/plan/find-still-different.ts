import { shortName } from '../model/short-name.js';
import type { ObservedService } from '../model/observation.js';
import type { StackSpecs } from '../model/stack-specs.js';
import { compareSpec } from './compare-spec.js';
import { keepRunningOrder } from './keep-running-order.js';
import { imageLabel, pinImage } from './pin-image.js';

/**
 * What an apply of these specs would still change at running services: `app: env A`, never values. The label with the
 * reference that a person wrote does not count: it restarts nothing. Pure.
 */
export function findStillDifferent(running: readonly ObservedService[], specs: StackSpecs): string[] {
  return specs.services.flatMap((wanted) => {
    const name = shortName(wanted.Name, specs.stack);
    const service = running.find((one) => one.name === wanted.Name);
    if (!service) return [name];
    const pinned = keepRunningOrder(pinImage(wanted, service, undefined), service.spec);
    return compareSpec(service.spec, pinned)
      .filter(({ field, key }) => field !== 'label' || key !== imageLabel)
      .map(({ field, key }) => `${name}: ${key === undefined ? field : `${field} ${key}`}`);
  });
}
