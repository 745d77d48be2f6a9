import type { AppName } from '../model/brand.js';
import { KnownError } from '../model/known-error.js';
import type { App } from '../model/region.js';
import type { StackSpecs } from '../model/stack-specs.js';

/** An app and what it would put on its swarm. */
export interface NamedApp {
  readonly app: App;
  readonly specs: StackSpecs;
}

interface Named {
  readonly app: App;
  readonly kind: 'service' | 'network' | 'config' | 'secret';
  readonly name: string;
}

/** Swarm's limits in characters. */
const longest = { service: 63, network: 63, config: 64, secret: 64 } as const;

/**
 * What is wrong with the names that apps would take on their nodes, by app: NAME_TOO_LONG with all of its long names, and
 * NAME_COLLISION (regardless of case, as on a swarm) for both of two apps of one name.
 */
export function findNameMistakes(apps: readonly NamedApp[]): ReadonlyMap<AppName, KnownError> {
  const names = apps.flatMap(namesOf);
  const stacks = apps.map(({ app }) => ({
    key: `${app.node} ${app.stack.toLowerCase()}`,
    app,
    says: `stack ${app.stack}`,
  }));
  const objects = names.map((named) => ({ key: keyOf(named), app: named.app, says: `${named.kind} ${named.name}` }));
  const pairs = [...pairsOf(stacks), ...pairsOf(objects)].map((pair) => [pair, collision(pair)] as const);
  const long = Map.groupBy(
    names.filter(({ kind, name }) => name.length > longest[kind]),
    ({ app }) => app.name,
  );
  // The first of an app counts: too long before taken, stacks before what is in them.
  return new Map([
    ...pairs.flatMap(([pair, error]) => pair.map(({ app }) => [app.name, error] as const)).reverse(),
    ...[...long].map(([name, all]) => [name, tooLong(all)] as const),
  ]);
}

function namesOf({ app, specs }: NamedApp): Named[] {
  return [
    ...specs.services.map(({ Name }) => ({ app, kind: 'service', name: Name }) as const),
    ...specs.networks.map(({ Name }) => ({ app, kind: 'network', name: Name }) as const),
    ...specs.configs.map(({ Name }) => ({ app, kind: 'config', name: Name }) as const),
    ...specs.secrets.map(({ name }) => ({ app, kind: 'secret', name }) as const),
  ];
}

function keyOf({ app, kind, name }: Named): string {
  return `${app.node} ${kind} ${name.toLowerCase()}`;
}

interface Keyed {
  readonly key: string;
  readonly app: App;
  readonly says: string;
}

function pairsOf(all: readonly Keyed[]): (readonly [Keyed, Keyed])[] {
  return [...Map.groupBy(all, ({ key }) => key).values()].flatMap(([first, ...more]) =>
    first ? more.map((one) => [first, one] as const) : [],
  );
}

function tooLong(names: readonly Named[]): KnownError {
  const [first] = names;
  const lines = names.map(
    ({ app, kind, name }) => `${app.name}: ${kind} ${name} has ${name.length} characters of at most ${longest[kind]}`,
  );
  return new KnownError('NAME_TOO_LONG', lines[0] ?? '', {
    details: lines.slice(1),
    tryThis: [
      `set STACK_NAME under env: of ${first?.app.name ?? 'the app'} to something shorter, before its first deployment`,
    ],
    ...(first ? { at: first.app.at } : {}),
  });
}

function collision([one, other]: readonly [Keyed, Keyed]): KnownError {
  const where = `${other.app.name} and ${one.app.name} would both be ${other.says} on ${other.app.node}`;
  const same = one.app.name === other.app.name;
  return new KnownError(
    'NAME_COLLISION',
    same ? `${one.app.name} has ${one.says} and ${other.says}, which are one name to a swarm` : where,
    {
      tryThis: same
        ? ['rename one of them in the recipe']
        : [`set STACK_NAME under env: of ${other.app.name} (a stack's name is its domain cut to 45 characters)`],
      at: other.app.at,
    },
  );
}
