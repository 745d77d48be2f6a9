import { shortName } from '../model/short-name.js';
import type { ObservedService } from '../model/observation.js';
import type { StackSpecs } from '../model/stack-specs.js';
import { foldDrift, type FoldedDrift } from './fold-drift.js';
import { keepRunningOrder } from './keep-running-order.js';
import { pinImage } from './pin-image.js';

/** A service that differs from what is wanted, and how that would stand in the manifest. */
export interface FoldedService {
  /** Name without the stack. */
  readonly name: string;
  readonly index: number;
  readonly folded: FoldedDrift;
  /** Names of what differs, never values. */
  readonly fields: readonly string[];
}

/** Folds what differs at each service of an app into words of the manifest; services as wanted are left out. Pure. */
export function foldAppDrift(running: readonly ObservedService[], specs: StackSpecs): FoldedService[] {
  return running.flatMap((service) => {
    const wanted = specs.services.find(({ Name }) => Name === service.name);
    if (!wanted) return [];
    const name = shortName(service.name, specs.stack);
    const pinned = keepRunningOrder(pinImage(wanted, service, undefined), service.spec);
    const folded = foldDrift(name, service.spec, pinned);
    const fields = fieldsOf(folded);
    return fields.length === 0 ? [] : [{ name, index: service.index, folded, fields }];
  });
}

function fieldsOf({ env, compose, left }: FoldedDrift): string[] {
  const services = Object.values((compose['services'] ?? {}) as Record<string, Record<string, object>>);
  const keys = services.flatMap((service) =>
    Object.entries(service).flatMap(([key, value]) => (key === 'deploy' ? Object.keys(value) : key)),
  );
  const names = [...Object.keys(env).map((key) => `env ${key}`), ...keys, ...left];
  return names.map((field) => field.replace(/[^\w .+~>-]/g, '-').slice(0, 128));
}
