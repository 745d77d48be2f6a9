import type { SeenNode } from '../model/observation.js';
import type { RecordedStep } from '../model/record.js';
import { effectOf } from '../model/step-kinds.js';
import type { Held } from '../model/step.js';
import type { HoldContext } from './hold-context.js';

/** A known app whose node or domain changed would start beside its data, empty. */
export function holdStartEmpty(context: HoldContext): Held | undefined {
  const { wanted, node, running } = context;
  const { app, rendered } = wanted;
  const volumes = rendered.specs.volumes;
  if (running.services.length > 0 || volumes.length === 0 || node.volumes.some((seen) => volumes.includes(seen.name)))
    return undefined;
  const last = lastPresent(context);
  const where = last && whereItsDataIs(last, context);
  if (!where) return undefined;
  const word = node.swarm.nodes.length > 1 ? 'might' : 'would';
  return {
    reason: 'start-empty',
    says: `${app.name} ${word} start empty on ${app.node}: ${where}`,
    release: [
      { label: 'take it back', command: `change node or domain of ${app.key} back in the manifest` },
      { label: 'start empty', command: `tend apply --app ${app.name} --start-empty` },
    ],
  };
}

function lastPresent({ input, wanted: { app } }: HoldContext): RecordedStep | undefined {
  return input.record.history.findLast(
    (step) => step.app === app.name && Boolean(step.outcome?.observed?.services.length),
  );
}

function whereItsDataIs(last: RecordedStep, { wanted: { app }, input, node }: HoldContext): string | undefined {
  if (last.node !== app.node) return `its data is on ${last.node}`;
  const other = stackOf(last, node);
  if (other && other !== app.stack) return `its data belongs to the stack ${other}`;
  const lastHere = input.record.history.findLast((step) => step.app === app.name && step.node === app.node);
  if (lastHere && effectOf(lastHere.step) === 'goes') return undefined;
  // A node lists its own volumes only.
  const volumes = node.swarm.nodes.length > 1 ? 'not on this node of its swarm' : 'gone';
  return `it ran here on ${last.at.slice(0, 10)}, and its volumes are ${volumes}`;
}

function stackOf(last: RecordedStep, node: SeenNode): string | undefined {
  const ids = new Set(last.outcome?.observed?.services.map((service) => service.id));
  return node.services.find((service) => ids.has(service.id))?.stack;
}
