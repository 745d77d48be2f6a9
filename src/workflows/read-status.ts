import { readStanding } from '../changelog/read-standing.js';
import { given } from '../model/given.js';
import { isRunning } from '../model/is-running.js';
import { nodeOf } from '../model/node-of.js';
import { shortName } from '../model/short-name.js';
import { wantedTasks } from '../apply/judge-service.js';
import type { Tell } from '../model/event.js';
import type { Observation, ObservedService, SeenNode } from '../model/observation.js';
import { routedUrls } from '../model/routed-urls.js';
import { compareVersions, newestVersion } from '../model/recipe-version.js';
import type { RecordedStep, Record as LogRecord } from '../model/record.js';
import type { AppStatus, NodeStatus, RegionStatus } from '../model/region-status.js';
import type { App } from '../model/region.js';
import { observeRegion } from '../observe/observe-region.js';
import { isWorkUnseen } from '../plan/is-work-unseen.js';
import { lastSeen, runningVersion } from '../plan/running-app.js';
import { readRecipe } from '../recipe/read-recipe.js';
import type { ReadingTools } from '../tools/tools.js';
import { chooseApps, type Choice } from './choose-apps.js';
import { locateRecipe } from './locate-recipe.js';
import type { OpenRegion } from './open-region.js';

/** Looks at every node and the record; what a silent node had is told from manifest and record. */
export async function readStatus(
  tools: ReadingTools,
  open: OpenRegion,
  options: { choice: Choice; fresh: boolean; tell: Tell },
): Promise<RegionStatus> {
  const apps = chooseApps(open.region, options.choice);
  const nodes = open.region.nodes.filter(
    ({ name }) => !options.choice.nodes?.length || options.choice.nodes.includes(name),
  );
  const [record, seen, newest] = await Promise.all([
    open.changelog.read({ offlineOk: true }),
    observeRegion({ nodes: tools.nodes, clock: tools.clock, tell: options.tell }, nodes),
    newestVersions(tools, open, { apps, fresh: options.fresh }),
  ]);
  const about = { open, record, newest };
  const standing = await readStanding(open.changelog.place);
  return {
    version: 1,
    region: open.region.name,
    at: tools.clock.now(),
    nodes: seen.map((node) =>
      nodeStatus(
        node,
        apps.filter((app) => app.node === node.node),
        about,
      ),
    ),
    record: {
      level: standing.level,
      seenBy: standing.seenBy,
      unconfirmed: record.unconfirmed ?? [],
      remote: record.remote,
      entries: record.size,
      spooled: record.spooled,
      fresh: record.fresh,
    },
  };
}

interface About {
  readonly open: OpenRegion;
  readonly record: LogRecord;
  readonly newest: ReadonlyMap<string, string>;
}

function nodeStatus(node: Observation, apps: readonly App[], about: About): NodeStatus {
  const provider = nodeOf(about.open.region, node.node)?.provider;
  const seenAt = about.record.history.findLast((step) => step.node === node.node && step.outcome?.observed)?.outcome
    ?.time;
  return {
    node: node.node,
    ...given({ provider }),
    ...(node.reachable ? {} : { unseen: node }),
    ...(node.reachable || seenAt === undefined ? {} : { lastSeen: seenAt }),
    apps: apps.map((app) => (node.reachable ? seenApp(app, node, about) : recordedApp(app, about))),
  };
}

function seenApp(app: App, node: SeenNode, about: About): AppStatus {
  const services = node.services.filter((service) => service.stack === app.stack);
  const version = services
    .map((service) => runningVersion(service.spec.Labels, app.stack))
    .find((label) => label !== undefined);
  const wanted = sum(services, (service) => wantedTasks(service.spec, service.tasks));
  const running = sum(services, (service) => Math.min(runningTasks(service), wantedTasks(service.spec, service.tasks)));
  return {
    ...common(app, about),
    ...versionWords(version, about.newest.get(app.name)),
    health: services.length === 0 ? 'not deployed' : running === wanted ? 'ok' : running === 0 ? 'down' : 'degraded',
    running,
    wanted,
    urls: routedUrls(services.map(({ spec }) => spec)),
    changedOutside: isChangedOutside(app, services, about.record),
    hasData: node.volumes.some((volume) => volume.stack === app.stack),
  };
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
    wanted: services.reduce((total, service) => total + service.wanted, 0),
    urls: [],
    changedOutside: false,
    hasData: services.length > 0,
  };
}

function common(app: App, { open, record }: About): Pick<AppStatus, 'app' | 'steward' | 'lastChange'> {
  const last = record.history.findLast((step) => step.app === app.name && step.node === app.node);
  return {
    app: app.name,
    ...given({ steward: app.steward }),
    ...(last ? { lastChange: lastChange(last, open) } : {}),
  };
}

function lastChange(last: RecordedStep, open: OpenRegion): NonNullable<AppStatus['lastChange']> {
  const by = open.region.stewards.find(({ id }) => id === last.intent.actor)?.name ?? last.intent.actor;
  return { at: last.outcome?.time ?? last.at, by, result: last.outcome?.result ?? 'open' };
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

function runningTasks(service: ObservedService): number {
  return service.tasks.filter(isRunning).length;
}

async function newestVersions(
  tools: ReadingTools,
  open: OpenRegion,
  { apps, fresh }: { apps: readonly App[]; fresh: boolean },
): Promise<Map<string, string>> {
  const read = await Promise.all(
    apps.map(async (app) => {
      const { version } = app;
      const recipe = await locateRecipe(tools, app.recipe, open.region)
        .then((source) => readRecipe(tools, { source, version, catalogue: open.region.catalogue }, { fresh }))
        .catch(() => undefined);
      const newest = recipe && newestVersion(recipe.versions);
      return newest === undefined ? [] : [[app.name, newest] as const];
    }),
  );
  return new Map(read.flat());
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0);
}
