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
  const make = missing.length > 0 ? `docker network create -d overlay ${first}` : `docker config create ${first} FILE`;
  return {
    reason: 'network-missing',
    says: `${app.name} expects ${[...named('network', missing), ...named('config', gone)].join(' and ')} on ${app.node}, and ${missing.length + gone.length === 1 ? 'it is not there' : 'they are not there'}`,
    release: [
      { label: 'make it there', command: make },
      { label: 'or change the recipe', command: `tend plan --app ${app.name}` },
    ],
  };
}

function named(word: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`the ${word}${names.length === 1 ? '' : 's'} ${names.join(', ')}`];
}
