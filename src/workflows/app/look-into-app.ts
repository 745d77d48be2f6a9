import { shortName } from '../../model/short-name.js';
import { KnownError } from '../../model/known-error.js';
import { given } from '../../model/given.js';
import type { ObservedService, ObservedTask } from '../../model/observation.js';
import type { App } from '../../model/region.js';
import { knowing } from '../../observe/as-known.js';
import { addHealth } from '../../observe/add-health.js';
import { observeStack } from '../../observe/observe-stack.js';
import type { ReadingDocker } from '../../tools/docker.js';
import type { ReadingTools } from '../../tools/tools.js';
import { maskKnownValues } from '../apply/mask-known-values.js';
import type { OpenRegion } from '../region/open-region.js';
import { reachApp } from '../region/reach-app.js';
import { waysOn } from '../../model/ways-on.js';

/** An app on its node, with a connection that can only look. */
export interface LookedInto {
  readonly app: App;
  readonly docker: ReadingDocker;
  /** What failing tasks said is masked. */
  readonly services: readonly ObservedService[];
  /** Hides values that this run knows in what programs said. */
  readonly mask: (text: string) => string;
}

/** Looks at the services and tasks of one app. */
export async function lookIntoApp(tools: ReadingTools, open: OpenRegion, name: string): Promise<LookedInto> {
  const { app, docker } = await reachApp(tools.nodes, open, name);
  const services = await knowing(docker, app.node, async () =>
    addHealth(docker, await observeStack(docker, app.stack)),
  );
  if (services.length === 0)
    throw new KnownError('USAGE', `${app.name} is not deployed on ${app.node}`, {
      tryThis: [`tend plan --app ${app.name}`],
    });
  const mask = await maskKnownValues(tools, open.region);
  return { app, docker, services: services.map((service) => maskErrors(service, mask)), mask };
}

function maskErrors(service: ObservedService, mask: LookedInto['mask']): ObservedService {
  return { ...service, tasks: service.tasks.map((task) => ({ ...task, ...maskedTexts(task, mask) })) };
}

function maskedTexts({ error, health }: ObservedTask, mask: LookedInto['mask']): Partial<ObservedTask> {
  const last = health?.last && { ...health.last, output: mask(health.last.output) };
  return given({
    error: error === undefined ? undefined : mask(error),
    health: health && { ...health, ...given({ last }) },
  });
}

/** What to read logs of: a task by the beginning of its id, a service by its name, or the service `app` (else the first). */
export function chooseLog(
  { app, services }: LookedInto,
  wanted: { service?: string; task?: string },
): { task: string } | { service: string } {
  const tasks = services.flatMap((service) => service.tasks);
  if (wanted.task !== undefined) {
    const found = tasks.filter(({ id }) => id.startsWith(wanted.task ?? ''));
    if (found.length === 1 && found[0]) return { task: found[0].id };
    throw new KnownError(
      'USAGE',
      `${found.length === 0 ? 'no task' : 'several tasks'} of ${app.name} begin with ${wanted.task}`,
      { tryThis: [`tend app ps ${app.name}`] },
    );
  }
  const name = wanted.service ?? 'app';
  const service =
    services.find((one) => shortName(one.name, app.stack) === name) ??
    (wanted.service === undefined ? services[0] : undefined);
  if (service) return { service: service.id };
  const names = services.map((one) => shortName(one.name, app.stack));
  throw new KnownError('USAGE', `${app.name} has no service ${name}`, {
    details: [`services: ${names.join(', ')}`],
    tryThis: waysOn(
      names.map((known) => `tend app logs ${app.name} --service ${known}`),
      'see what runs: tend status',
    ),
  });
}
