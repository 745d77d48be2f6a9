import type { ServiceSpec } from '../model/service-spec.js';
import type { Step } from '../model/step.js';

/** The specs of those services that a step creates or updates, in the order in which they are sent. */
export function servicesToSend({ stack, services, specs }: Step): ServiceSpec[] {
  const sent = services.filter(({ kind }) => kind === 'create' || kind === 'update');
  const names = new Set(sent.map(({ service }) => `${stack}_${service}`));
  return specs.services.filter(({ Name }) => names.has(Name));
}
