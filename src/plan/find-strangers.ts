import type { AppName, StackName } from '../model/brand.js';
import { given } from '../model/given.js';
import type { SeenNode } from '../model/observation.js';
import type { StrangerStack } from '../model/plan.js';
import type { RecordedStep } from '../model/record.js';
import type { PlanInput } from './plan-input.js';

type Known = Pick<PlanInput, 'region' | 'record'>;

/** Stacks on the nodes of which the manifest says nothing. */
export function findStrangers(known: Known, nodes: readonly SeenNode[]): StrangerStack[] {
  return nodes.flatMap((node) => {
    const wanted = new Set(known.region.apps.filter((app) => app.node === node.node).map((app) => app.stack));
    const counts = new Map<StackName, number>();
    for (const { stack } of node.services)
      if (stack !== undefined && !wanted.has(stack)) counts.set(stack, (counts.get(stack) ?? 0) + 1);
    return [...counts].map(([stack, services]) => ({
      node: node.node,
      stack,
      services,
      ...given({ app: formerApp(known, node, stack) }),
    }));
  });
}

/** The app that tend deployed as this stack, of which the manifest says nothing any more: known by the ids of its services. */
function formerApp({ region, record }: Known, { node, services }: SeenNode, stack: StackName): AppName | undefined {
  const ids = new Set(services.filter((service) => service.stack === stack).map(({ id }) => id));
  const isIts = ({ outcome }: RecordedStep) => outcome?.observed?.services.some(({ id }) => ids.has(id)) ?? false;
  const app = record.history.findLast((step) => step.node === node && isIts(step))?.app;
  return region.apps.some(({ name }) => name === app) ? undefined : app;
}
