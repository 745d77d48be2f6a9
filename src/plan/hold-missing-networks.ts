import type { Held } from '../model/step.js';
import type { HoldContext } from './hold-context.js';

/** Networks and configs that the recipe expects to be there, and that tend does not make by itself. */
export function holdMissingNetworks({ wanted: { app, rendered }, node, step }: HoldContext): Held | undefined {
  const networks = new Set(node.networks.map((network) => network.name));
  const missing = rendered.specs.externalNetworks.filter(
    (name) => !networks.has(name) && !step.sharedNetworks.includes(name),
  );
  const configs = new Set(node.configs.map((config) => config.name));
  const gone = rendered.specs.externalConfigs.filter((name) => !configs.has(name));
  const first = missing[0] ?? gone[0];
  if (first === undefined) return undefined;
  const [word, make] =
    missing.length > 0
      ? ['network', `docker network create -d overlay ${first}`]
      : ['config', `docker config create ${first} FILE`];
  return {
    reason: 'network-missing',
    says: `${app.name} expects the ${word} ${[...missing, ...gone].join(', ')} on ${app.node}, and it is not there`,
    release: [
      { label: 'make it there', command: make },
      { label: 'or change the recipe', command: `tend plan --app ${app.name}` },
    ],
  };
}
