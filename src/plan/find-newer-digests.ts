import type { SeenNode } from '../model/observation.js';
import type { PlanNotice } from '../model/plan.js';
import { digestOf, findService } from './pin-image.js';
import { imageKey, type PlanInput } from './plan-input.js';

/** Notices of tags that point at a newer digest than the running one, where this plan does not take it. */
export function findNewerDigests(input: PlanInput, nodes: ReadonlyMap<string, SeenNode>): PlanNotice[] {
  if (input.refresh) return [];
  return input.wanted.flatMap(({ app, rendered }) =>
    rendered.specs.services.flatMap((spec) => {
      const node = nodes.get(app.node);
      const reference = spec.TaskTemplate.ContainerSpec.Image;
      const newest = input.images.get(imageKey(app.node, reference))?.digest;
      const running = node && findService(node, spec.Name)?.spec.TaskTemplate.ContainerSpec.Image;
      const isOlder = running?.startsWith(`${reference}@`) && newest !== undefined && digestOf(running) !== newest;
      return isOlder
        ? [
            {
              node: app.node,
              app: app.name,
              text: `${reference} has a newer digest: tend apply --app ${app.name} --refresh-images`,
            },
          ]
        : [];
    }),
  );
}
