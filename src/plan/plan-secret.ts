import type { SeenNode } from '../model/observation.js';
import type { RenderedSecret } from '../model/prepared.js';
import type { Step } from '../model/step.js';
import { noSpecs } from './no-specs.js';
import type { WantedApp } from './plan-input.js';
import { findRunningApp } from './running-app.js';

/** The step that makes one secret of an app and touches nothing else. */
export function planSecret(
  { app, recipe }: WantedApp,
  { key, name }: Pick<RenderedSecret, 'key' | 'name'>,
  node: SeenNode,
): Step {
  const { services } = findRunningApp(app, node);
  return {
    kind: 'change',
    app: app.name,
    node: app.node,
    stack: app.stack,
    engine: app.engine,
    cause: 'a person gives the secret',
    held: [],
    released: [],
    recipe: { name: recipe.name, to: recipe.version ?? recipe.commit, commit: recipe.commit },
    services: [],
    env: { added: [], changed: [], removed: [] },
    secrets: [{ key, name, make: { kind: 'ask' } }],
    configs: [],
    networks: [],
    sharedNetworks: [],
    needs: [],
    rests: {
      swarm: node.swarm.id,
      services: services.map(({ name: service, id, index }) => ({ name: service, id, index })),
    },
    specs: noSpecs(app.stack),
    notes: [],
    notices: [],
    domains: [app.domain],
    critical: app.critical,
    carriesRecord: false,
  };
}
