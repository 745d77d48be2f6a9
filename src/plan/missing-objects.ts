import type { SeenNode } from '../model/observation.js';
import type { StackSpecs } from '../model/stack-specs.js';
import type { Step } from '../model/step.js';
import type { WantedApp } from './plan-input.js';

/** What must be made on the node before the services can run. */
export type MissingObjects = Pick<Step, 'secrets' | 'configs' | 'networks' | 'sharedNetworks'>;

/** Secrets, configs and networks of an app that its node does not have. */
export function missingObjects(specs: StackSpecs, { rendered, app }: WantedApp, node: SeenNode): MissingObjects {
  const secrets = app.state === 'absent' ? [] : without(rendered.secrets, node.secrets);
  return {
    secrets: secrets.map(({ key, name, make }) => ({ key, name, make })),
    configs: namesWithout(specs.configs, node.configs),
    networks: namesWithout(specs.networks, node.networks),
    sharedNetworks: specs.externalNetworks.filter((name) => name === 'proxy' && !has(node.networks, name)),
  };
}

type Named = { readonly name: string };

function without<T extends Named>(wanted: readonly T[], seen: readonly Named[]): T[] {
  return wanted.filter(({ name }) => !has(seen, name));
}

function namesWithout(wanted: readonly { readonly Name: string }[], seen: readonly Named[]): string[] {
  return wanted.map(({ Name }) => Name).filter((name) => !has(seen, name));
}

function has(seen: readonly Named[], wanted: string): boolean {
  return seen.some(({ name }) => name === wanted);
}
