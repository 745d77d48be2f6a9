import { dockerReleaseOf } from '../model/docker-release-of.js';
import type { SeenNode } from '../model/observation.js';
import type { PlanNotice } from '../model/plan.js';
import { shortName } from '../model/short-name.js';
import type { StackSpecs } from '../model/stack-specs.js';
import type { WantedApp } from './plan-input.js';
import { withoutUnknownFields } from './without-unknown-fields.js';

/** A notice of each app of which the engine on its node drops or refuses something that is wanted. */
export function findDroppedFields(wanted: readonly WantedApp[], nodes: ReadonlyMap<string, SeenNode>): PlanNotice[] {
  return wanted.flatMap(({ app, rendered }) => {
    const node = nodes.get(app.node);
    if (!node || app.state === 'absent') return [];
    const { engineVersion } = node.swarm;
    const texts = [...droppedWords(rendered.specs, engineVersion), ...refusedWords(rendered.specs, engineVersion)];
    return texts.map((text) => ({ node: app.node, app: app.name, text }));
  });
}

function droppedWords(specs: StackSpecs, engineVersion: string): string[] {
  const { dropped } = withoutUnknownFields(specs, engineVersion);
  return dropped.length === 0
    ? []
    : [`Docker ${engineVersion} does not know this and goes without: ${dropped.join(', ')}`];
}

/** First release that takes mounts of type cluster. */
const clusterSince = 23;

function refusedWords({ stack, services }: StackSpecs, engineVersion: string): string[] {
  if ((dockerReleaseOf(engineVersion) ?? clusterSince) >= clusterSince) return [];
  const refused = services.filter(({ TaskTemplate }) =>
    TaskTemplate.ContainerSpec.Mounts?.some(({ Type }) => Type === 'cluster'),
  );
  const names = refused.map(({ Name }) => shortName(Name, stack)).join(', ');
  return names === ''
    ? []
    : [
        `Docker ${engineVersion} refuses the mounts of type cluster of ${names}: they need Docker ${clusterSince} or newer`,
      ];
}
