import { KnownError } from '../model/known-error.js';
import type { Observation, SeenNode } from '../model/observation.js';

/** Throws where two nodes of the region are one swarm: the same app would be looked after twice. */
export function checkSwarms(observations: readonly Observation[]): void {
  const seen = observations.filter((one): one is SeenNode => one.reachable);
  for (const [swarm, nodes] of Map.groupBy(seen, (node) => node.swarm.id)) {
    if (swarm !== '' && nodes.length > 1) throw sameSwarm(nodes);
  }
}

function sameSwarm(nodes: readonly SeenNode[]): KnownError {
  const names = nodes.map((node) => node.node);
  return new KnownError('SAME_SWARM_TWICE', `${names.join(' and ')} are managers of one and the same swarm`, {
    tryThis: [`keep one of them in region.yml, and put the apps of the others there: node: ${names[0]}`],
  });
}
