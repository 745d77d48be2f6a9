import { KnownError } from '../../model/known-error.js';
import type { App, Region } from '../../model/region.js';

/** What `--app` and `--node` may name. */
export interface Choice {
  readonly apps?: readonly string[];
  readonly nodes?: readonly string[];
}

/** Apps of a region that were chosen, by instance (`traefik@brunswick`) or by key (`traefik`: all of them); none named: all. */
export function chooseApps(region: Region, choice: Choice): App[] {
  for (const name of choice.apps ?? [])
    if (!region.apps.some((app) => isNamed(app, name)))
      throw unknown(
        'app',
        name,
        region.apps.map((app) => app.name),
      );
  for (const name of choice.nodes ?? [])
    if (!region.nodes.some((node) => node.name === name))
      throw unknown(
        'node',
        name,
        region.nodes.map((node) => node.name),
      );
  return region.apps.filter(
    (app) => isChosen(choice.apps, (name) => isNamed(app, name)) && isChosen(choice.nodes, (name) => app.node === name),
  );
}

/** The one app of that name; several instances: an error that names them. */
export function chooseOneApp(region: Region, name: string): App {
  const [first, ...more] = chooseApps(region, { apps: [name] });
  if (!first) throw noApp(name);
  if (more.length === 0) return first;
  throw new KnownError('USAGE', `${name} runs on several nodes`, {
    tryThis: [`name one of them, with its node: ${[first, ...more].map((app) => app.name).join(' or ')}`],
  });
}

/** No app has that name. */
export function noApp(name: string): KnownError {
  return new KnownError('USAGE', `no app ${name}`, { tryThis: ['see which there are: tend status'] });
}

function isNamed(app: App, name: string): boolean {
  return app.name === name || app.key === name;
}

function isChosen(names: readonly string[] | undefined, matches: (name: string) => boolean): boolean {
  return names === undefined || names.length === 0 || names.some(matches);
}

function unknown(what: 'app' | 'node', name: string, known: readonly string[]): KnownError {
  const next = { app: 'see what each app is and does: tend status', node: 'see where each node is: tend node list' };
  return new KnownError('USAGE', `no ${what} "${name}" in this region`, {
    tryThis: [known.length === 0 ? 'once it is written: tend plan' : next[what]],
    details: [
      known.length === 0
        ? 'there are none yet: write the first one into region.yml'
        : `there are: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ' …' : ''}`,
    ],
  });
}
