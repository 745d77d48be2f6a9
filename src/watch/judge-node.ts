import { given } from '../model/given.js';
import { shortName } from '../model/short-name.js';
import type { Finding } from './finding.js';
import { compareWithRecord, type RecordDifference } from './compare-with-record.js';
import type { NodeLook, RecordedApp, SeenService } from './node-look.js';
import type { KnownService, NodeMemory } from './watch-state.js';

export interface JudgedNode {
  readonly findings: readonly Finding[];
  readonly memory: NodeMemory;
}

type Known = Readonly<Record<string, KnownService>>;

/**
 * Services that are other than the last entry about them says, and no announcement that runs explains it. What no entry
 * tells of at all is compared with what the first look found. Pure.
 */
export function judgeNode(look: NodeLook, apps: readonly RecordedApp[], memory: NodeMemory): JudgedNode {
  const known = memory.services;
  const judged = apps.map((app) => judgeApp(look, app, known ?? {}));
  const claimed = new Set(judged.flatMap(({ mine }) => mine.map(({ id }) => id)));
  const others = look.services.filter(({ id }) => !claimed.has(id));
  const anyBusy = apps.some(({ busy }) => busy);
  const strangers = known && !anyBusy ? compareStrangers(others, known) : [];
  const good = new Set(judged.flatMap(({ accepted }) => accepted.map(({ service }) => service.id)));
  return {
    findings: [
      ...judged.flatMap(({ app, changes }) => unexplainedApp(look, app, changes)),
      ...strangers.flatMap(([group, changes]) => unexplainedGroup(look, group, changes)),
    ],
    memory: {
      services: {
        ...Object.fromEntries(
          Object.entries(known ?? {}).filter(([id, { app }]) => !good.has(id) && isStill(look, id, app)),
        ),
        ...Object.fromEntries(
          judged.flatMap(({ accepted }) =>
            accepted.map(({ service, app }) => [service.id, { ...remember(service, look), app }]),
          ),
        ),
        ...Object.fromEntries(known ? [] : others.map((service) => [service.id, remember(service, look)])),
      },
    },
  };
}

/** What the record once vouched for and is gone was judged by the record; the rest is missed until somebody says so. */
function isStill({ services }: NodeLook, id: string, app: string | undefined): boolean {
  return app === undefined || services.some((service) => service.id === id);
}

function remember({ name, index }: SeenService, { at }: NodeLook): KnownService {
  return { name, index, at };
}

interface JudgedApp {
  readonly app: RecordedApp;
  readonly mine: readonly SeenService[];
  readonly changes: readonly RecordDifference[];
  readonly accepted: readonly { readonly service: SeenService; readonly app: string }[];
}

function judgeApp(look: NodeLook, app: RecordedApp, known: Known): JudgedApp {
  const mine = servicesOf(look, app, known);
  if (app.busy) return { app, mine, changes: [], accepted: [] };
  const changes =
    app.unseenAt === undefined ? compareWithRecord(look, app, mine) : sinceFirstSeen(mine, known, app.unseenAt);
  const changed = new Set(changes.map(({ service }) => service?.id));
  const accepted = mine.filter(({ id }) => !changed.has(id)).map((service) => ({ service, app: app.app }));
  return { app, mine, changes, accepted };
}

function servicesOf({ services }: NodeLook, app: RecordedApp, known: Known): SeenService[] {
  const ids = new Set(app.services.map(({ id }) => id));
  const isKnown = ({ id }: SeenService) => ids.has(id) || known[id]?.app === app.app;
  const stack = app.stack ?? services.find(isKnown)?.stack;
  return services.filter((service) => isKnown(service) || (stack !== undefined && service.stack === stack));
}

/** Nobody saw how the last step ended: what was found first after it counts. */
function sinceFirstSeen(mine: readonly SeenService[], known: Known, unseenAt: string): RecordDifference[] {
  return mine.flatMap((service): RecordDifference[] => {
    const before = known[service.id];
    const isAfter = before !== undefined && before.at > unseenAt;
    return isAfter && before.index !== service.index ? [{ name: service.name, how: 'changed', service }] : [];
  });
}

/** Services that the record has never heard of, by their stacks. */
function compareStrangers(others: readonly SeenService[], known: Known): [string, RecordDifference[]][] {
  const there = new Set(others.map(({ id }) => id));
  const changed = others.flatMap((service): RecordDifference[] => {
    const before = known[service.id];
    if (before?.index === service.index) return [];
    return [{ name: service.name, how: before ? 'changed' : 'added', service }];
  });
  const gone = Object.entries(known)
    .filter(([id, { app }]) => app === undefined && !there.has(id))
    .map(([, { name }]): RecordDifference => ({ name, how: 'gone' }));
  return [...Map.groupBy([...changed, ...gone], ({ name, service }) => service?.stack ?? name.split('_')[0] ?? name)];
}

function unexplainedApp(look: NodeLook, app: RecordedApp, changes: readonly RecordDifference[]): Finding[] {
  if (changes.length === 0) return [];
  const stack = app.stack ?? changes.find(({ service }) => service)?.service?.stack ?? '';
  const short = changes.map((change) => ({ ...change, name: shortName(change.name, stack) }));
  const tryThis = [
    `see what is other: tend plan --app ${app.app}`,
    `take it into the manifest: tend keep ${app.app}; or undo it: tend apply --app ${app.app} --overwrite`,
    `if nobody knows of it, somebody else can change things on ${look.node}: see who can log in there`,
  ];
  return [{ ...finding(look, app.app, short), tryThis, app: app.app }];
}

function unexplainedGroup(look: NodeLook, group: string, changes: readonly RecordDifference[]): Finding[] {
  const tryThis = [
    `ask those who run ${look.node} whether it was them`,
    'if it belongs there, take all that no entry tells of as known: tend changelog watch --take-as-known',
  ];
  return [{ ...finding(look, group, changes), tryThis }];
}

function finding({ node }: NodeLook, name: string, changes: readonly RecordDifference[]): Finding {
  const since = changes
    .flatMap(({ service }) => (service ? [`${service.updatedAt.slice(0, 19)}Z`] : []))
    .sort()
    .at(-1);
  const moves = changes.some(({ service }) => service?.moving);
  const mark = changes.map(({ name: each, how, service }) => `${each} ${how} ${service?.id} ${service?.index}`);
  return {
    key: `unexplained ${node} ${name}`,
    kind: 'unexplained',
    scope: `node ${node}`,
    says: `${name} on ${node}: ${inWords(changes)} on the server, and no entry of the record explains it`,
    details: [],
    tryThis: [],
    node,
    ...given({ since, mark: moves ? undefined : mark.sort().join(', ') }),
  };
}

function inWords(changes: readonly RecordDifference[]): string {
  const words = { changed: 'changed', replaced: 'made anew', added: 'added', gone: 'removed' } as const;
  const byHow = Map.groupBy(changes, ({ how }) => how);
  return [...byHow]
    .map(
      ([how, some]) => `${some.map(({ name }) => name).join(', ')} ${some.length > 1 ? 'were' : 'was'} ${words[how]}`,
    )
    .join('; ');
}
