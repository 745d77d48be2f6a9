import { KnownError } from '../../model/known-error.js';
import { nearestName } from '../../model/nearest-name.js';
import type { App, Region } from '../../model/region.js';

/** What `--app` and `--node` may name. */
export interface Choice {
  readonly apps?: readonly string[];
  readonly nodes?: readonly string[];
}

/** Apps of a region that were chosen, by instance (`traefik@brunswick`) or by key (`traefik`: all of them); none named: all. */
export function chooseApps(region: Region, choice: Choice): App[] {
  for (const name of choice.apps ?? [])
    if (!region.apps.some((app) => isNamed(app, name))) throw noSuchApp(region, name);
  for (const name of choice.nodes ?? [])
    if (!region.nodes.some((node) => node.name === name)) throw noSuchNode(region, name);
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

function noSuchApp({ apps }: Region, name: string): KnownError {
  const atThatPlace = apps.find(({ domain, alsoAt, stack }) => [domain, ...alsoAt, stack].includes(name.toLowerCase()));
  return unknown('app', name, {
    known: apps.map((app) => app.name),
    meant: atThatPlace?.name ?? nearestName(name, [...new Set(apps.flatMap((app) => [app.key, app.name]))]),
    next: 'see what each app is and does: tend status',
  });
}

function noSuchNode({ nodes }: Region, name: string): KnownError {
  const known = nodes.map((node) => node.name);
  const atThatPlace = nodes.find(({ host }) => host === name.toLowerCase());
  return unknown('node', name, {
    known,
    meant: atThatPlace?.name ?? nearestName(name, known),
    next: 'see where each node is: tend node list',
  });
}

function unknown(
  what: 'app' | 'node',
  name: string,
  { known, meant, next }: { known: readonly string[]; meant: string | undefined; next: string },
): KnownError {
  const suggestion = meant === undefined ? '' : `. Did you mean ${meant}?`;
  return new KnownError('USAGE', `no ${what} "${name}" in this region${suggestion}`, {
    tryThis: [known.length === 0 ? 'once it is written: tend plan' : next],
    details: [
      known.length === 0
        ? 'there are none yet: write the first one into region.yml'
        : `there are: ${known.slice(0, 20).join(', ')}${known.length > 20 ? ' …' : ''}`,
    ],
  });
}
