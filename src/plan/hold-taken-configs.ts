import { shortName } from '../model/short-name.js';
import type { Held } from '../model/step.js';
import type { HoldContext } from './hold-context.js';

/** A config of the same name with other content: configs cannot change, so its version must be bumped. */
export function holdTakenConfigs({ wanted: { app, rendered }, node }: HoldContext): Held | undefined {
  const seen = new Map(node.configs.map((config) => [config.name, config]));
  const taken = rendered.specs.configs.filter((config) => {
    const there = seen.get(config.Name);
    return there !== undefined && there.data !== config.Data;
  });
  const first = taken[0];
  if (!first) return undefined;
  const { key, next } = bumpFor(first.Name, app.stack);
  return {
    reason: 'config-taken',
    says: `${app.name} has other content in ${first.Name} than what runs: its version was not bumped`,
    release: [
      { label: 'bump it for this app', command: `env: { ${key}: ${next} } in the manifest` },
      { label: 'or mend the recipe', command: `export ${key}=${next} in its abra.sh` },
    ],
  };
}

function bumpFor(config: string, stack: string): { key: string; next: string } {
  const rest = shortName(config, stack);
  const cut = rest.lastIndexOf('_');
  const version = rest.slice(cut + 1);
  const number = /^v(\d+)$/.exec(version)?.[1];
  return {
    key: `${rest.slice(0, cut).toUpperCase().replaceAll('-', '_')}_VERSION`,
    next: number ? `v${Number(number) + 1}` : `${version}-2`,
  };
}
