import { given } from '../model/given.js';
import { shortName } from '../model/short-name.js';
import type { ObservedService } from '../model/observation.js';
import type { ServiceSpec } from '../model/service-spec.js';
import type { StackSpecs } from '../model/stack-specs.js';
import type { ServiceChange } from '../model/step.js';
import { compareSpec } from './compare-spec.js';
import { digestOf, imageLabel } from './pin-image.js';
import type { RunningApp } from './running-app.js';

/** What would change at each service of an app: those wanted first, then those that would go. */
export function compareServices(running: RunningApp, specs: StackSpecs): ServiceChange[] {
  const wantedNames = new Set(specs.services.map((spec) => spec.Name));
  const kept = specs.services.map((spec) =>
    compareService(
      spec,
      running.services.find((service) => service.name === spec.Name),
      specs.stack,
    ),
  );
  const gone = running.services.filter((service) => !wantedNames.has(service.name));
  return [
    ...kept,
    ...gone.map((service) => ({ service: shortName(service.name, specs.stack), kind: 'remove', fields: [] }) as const),
  ];
}

function compareService(wanted: ServiceSpec, running: ObservedService | undefined, stack: string): ServiceChange {
  const service = shortName(wanted.Name, stack);
  if (!running) return { service, kind: 'create', image: imageChange(undefined, wanted), fields: [] };
  const fields = compareSpec(running.spec, wanted);
  if (fields.length === 0) return { service, kind: 'unchanged', fields: [] };
  const image =
    running.spec.TaskTemplate.ContainerSpec.Image === wanted.TaskTemplate.ContainerSpec.Image
      ? {}
      : { image: imageChange(running, wanted) };
  return {
    service,
    kind: 'update',
    ...image,
    fields: fields.filter((field) => field.field !== 'image' || !('image' in image)),
  };
}

function imageChange(running: ObservedService | undefined, wanted: ServiceSpec): NonNullable<ServiceChange['image']> {
  const to = wanted.TaskTemplate.ContainerSpec.Image;
  const from = running?.spec.TaskTemplate.ContainerSpec.Image;
  const fromDigest = from === undefined ? undefined : digestOf(from);
  const toDigest = digestOf(to);
  return {
    to: wanted.Labels[imageLabel] ?? withoutDigest(to),
    ...given({ from: from === undefined ? undefined : withoutDigest(from), fromDigest, toDigest }),
  };
}

function withoutDigest(image: string): string {
  return image.split('@')[0] ?? image;
}
