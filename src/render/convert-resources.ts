import type { ComposeResources } from './compose-deploy-schema.js';
import { given } from '../model/given.js';
import { omitEmpty } from './omit-empty.js';
import { parseCpus } from './parse-cpus.js';
import { parseSize } from './parse-size.js';

/** `deploy.resources`: processors in billionths, memory in bytes. */
export function convertResources({ limits, reservations }: ComposeResources): Record<string, unknown> {
  return given({
    Limits: limits && omitEmpty({ ...amounts(limits), Pids: limits.pids }),
    Reservations: reservations && omitEmpty({ ...amounts(reservations), GenericResources: generic(reservations) }),
  });
}

function amounts(resource: {
  readonly cpus?: string | undefined;
  readonly memory?: string | undefined;
}): Record<string, number | undefined> {
  return { NanoCPUs: parseCpus(resource.cpus || '0'), MemoryBytes: parseSize(resource.memory ?? '0') };
}

function generic({ generic_resources = [] }: NonNullable<ComposeResources['reservations']>): Record<string, unknown>[] {
  return generic_resources.map(({ discrete_resource_spec: discrete }) =>
    given({
      DiscreteResourceSpec: discrete && omitEmpty({ Kind: discrete.kind, Value: discrete.value }),
    }),
  );
}
