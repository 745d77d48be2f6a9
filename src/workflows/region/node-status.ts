import { hasDoneItsWork } from '../../model/failed-tasks.js';
import { given } from '../../model/given.js';
import { isRunning } from '../../model/is-running.js';
import { keepsFailing } from '../../model/keeps-failing.js';
import { nodeOf } from '../../model/node-of.js';
import type { Observation, ObservedService, SeenNode } from '../../model/observation.js';
import { compareVersions } from '../../model/recipe-version.js';
import type { RecordedStep, Record as LogRecord } from '../../model/record.js';
import type { AppStatus, NodeStatus } from '../../model/region-status.js';
import type { App, Region } from '../../model/region.js';
import { routedUrls } from '../../model/routed-urls.js';
import { shortName } from '../../model/short-name.js';
import { wantedTasks } from '../../model/wanted-tasks.js';
import { isWorkUnseen } from '../../plan/is-work-unseen.js';
import { lastSeen, runningVersion } from '../../plan/running-app.js';

/** What the status of a node is made from, beside what was seen there. */
export interface About {
  readonly region: Region;
  readonly record: LogRecord;
  readonly newest: ReadonlyMap<string, string>;
}

/** A node and those of the apps that belong on it; what a silent node had is told from manifest and record. */
export function nodeStatus(node: Observation, apps: readonly App[], about: About): NodeStatus {
  const here = apps.filter((app) => app.node === node.node);
  return {
    node: node.node,
    ...given({ provider: nodeOf(about.region, node.node)?.provider }),
    ...(node.reachable ? {} : { unseen: node, ...given({ lastSeen: lastSeenAt(node.node, about.record) }) }),
    apps: here.map((app) => (node.reachable ? seenApp(app, node, about) : recordedApp(app, about))),
  };
}

function lastSeenAt(node: string, record: LogRecord): string | undefined {
  return record.history.findLast((step) => step.node === node && step.outcome?.observed)?.outcome?.time;
}

function seenApp(app: App, node: SeenNode, about: About): AppStatus {
  const services = node.services.filter((service) => service.stack === app.stack);
  const tasks = countTasks(services);
  return {
    ...common(app, about),
    ...versionWords(versionOf(services, app), about.newest.get(app.name)),
    ...given({ wantedVersion: otherThan(versionOf(services, app), app) }),
    ...tasks,
    health: healthOf(services, tasks, node.at),
    urls: routedUrls(services.map(({ spec }) => spec)),
    changedOutside: isChangedOutside(app, services, about.record),
    hasData: node.volumes.some((volume) => volume.stack === app.stack),
  };
}

function versionOf(services: readonly ObservedService[], { stack }: App): string | undefined {
  return services.map(({ spec }) => runningVersion(spec.Labels, stack)).find((label) => label !== undefined);
}

/** The wanted version where another one runs; where nothing runs there is nothing beside which it would stand. */
function otherThan(runs: string | undefined, { version, state }: App): string | undefined {
  if (runs === undefined || state === 'absent' || version.kind === 'commit' || version.tag === runs) return undefined;
  return version.tag;
}

interface TaskCount {
  readonly running: number;
  readonly wanted: number;
}

/** A task too many makes up for none that is missing elsewhere. */
function countTasks(services: readonly ObservedService[]): TaskCount {
  const counts = services.map(({ spec, tasks }) => ({
    wanted: wantedTasks(spec, tasks),
    running: tasks.filter((task) => isRunning(task) || hasDoneItsWork(task, spec)).length,
  }));
  return {
    wanted: sum(counts, ({ wanted }) => wanted),
    running: sum(counts, ({ wanted, running }) => Math.min(running, wanted)),
  };
}

function healthOf(
  services: readonly ObservedService[],
  { running, wanted }: TaskCount,
  now: string,
): AppStatus['health'] {
  if (services.length === 0) return 'not deployed';
  if (services.some((service) => keepsFailing(service, now).length > 0)) return 'failing';
  if (running === wanted) return 'ok';
  return running === 0 ? 'down' : 'degraded';
}

/** What the record tells of an app whose node does not answer. */
function recordedApp(app: App, about: About): AppStatus {
  const last = lastSeen(app, about.record);
  const services = last?.observed.services ?? [];
  return {
    ...common(app, about),
    ...versionWords(last?.observed.version, about.newest.get(app.name)),
    health: 'unknown',
    running: 0,
    wanted: sum(services, (service) => service.wanted),
    urls: [],
    changedOutside: false,
    hasData: services.length > 0,
  };
}

function common(app: App, { region, record }: About): Pick<AppStatus, 'app' | 'steward' | 'lastChange'> {
  const last = record.history.findLast((step) => step.app === app.name && step.node === app.node);
  return { app: app.name, ...given({ steward: app.steward, lastChange: last && lastChange(last, region) }) };
}

function lastChange({ intent, outcome, at }: RecordedStep, region: Region): NonNullable<AppStatus['lastChange']> {
  const by = region.stewards.find(({ id }) => id === intent.actor)?.name ?? intent.actor;
  return { at: outcome?.time ?? at, by, result: outcome?.result ?? 'open' };
}

function versionWords(version: string | undefined, newest: string | undefined): Pick<AppStatus, 'version' | 'newer'> {
  if (version === undefined) return {};
  return newest !== undefined && compareVersions(newest, version) > 0 ? { version, newer: newest } : { version };
}

function isChangedOutside(app: App, services: readonly ObservedService[], record: LogRecord): boolean {
  const last = lastSeen(app, record);
  if (!last || last.undeployed || isWorkUnseen(app, record)) return false;
  const recorded = last.observed.services;
  const now = new Map(services.map((service) => [shortName(service.name, app.stack), service]));
  return (
    recorded.length !== services.length || recorded.some((service) => now.get(service.name)?.index !== service.index)
  );
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0);
}
