import type { SeenNode } from '../model/observation.js';
import type { PlanNotice } from '../model/plan.js';
import type { WantedApp } from './plan-input.js';
import { withoutUnknownFields } from './without-unknown-fields.js';

/** A notice of each app of which the engine on its node drops something that is wanted. */
export function findDroppedFields(wanted: readonly WantedApp[], nodes: ReadonlyMap<string, SeenNode>): PlanNotice[] {
  return wanted.flatMap(({ app, rendered }) => {
    const node = nodes.get(app.node);
    if (!node || app.state === 'absent') return [];
    const { engineVersion } = node.swarm;
    const { dropped } = withoutUnknownFields(rendered.specs, engineVersion);
    if (dropped.length === 0) return [];
    const text = `Docker ${engineVersion} does not know this and goes without: ${dropped.join(', ')}`;
    return [{ node: app.node, app: app.name, text }];
  });
}
