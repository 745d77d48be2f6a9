import type { ObservedService } from '../../model/observation.js';
import type { ServiceSpec } from '../../model/service-spec.js';
import type { Step } from '../../model/step.js';
import { shortName } from '../../model/short-name.js';

/**
 * How far what runs is from what the step wanted: services that are not there, or of another image or version; a
 * sentence each. One that the swarm rolled back is judged by its tasks, not here. Pure.
 */
export function findUnreached(
  { specs, stack }: Pick<Step, 'specs' | 'stack'>,
  seen: readonly ObservedService[],
): string[] {
  return specs.services.flatMap((wanted) => {
    const name = shortName(wanted.Name, stack);
    const service = seen.find((one) => one.name === wanted.Name);
    if (!service) return [`${name} is not there`];
    if (service.updateState?.startsWith('rollback')) return [];
    const version = `coop-cloud.${stack}.version`;
    return [
      ...(imageOf(service.spec) === imageOf(wanted) ? [] : [`${name} has another image`]),
      ...(service.spec.Labels[version] === wanted.Labels[version] ? [] : [`${name} says another version`]),
    ];
  });
}

/** Without digest: abra resolves it afresh. */
function imageOf(spec: ServiceSpec): string | undefined {
  return spec.TaskTemplate.ContainerSpec.Image.split('@')[0];
}
