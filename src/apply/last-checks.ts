import type { ContainerHealth } from '../model/container-health.js';
import { healthCheckOf } from '../model/health-check.js';
import { isOfSpec } from '../model/is-of-spec.js';
import type { ObservedService, ObservedTask } from '../model/observation.js';
import { shortName } from '../model/short-name.js';
import type { Settled } from './wait-until-settled.js';
import type { StepContext } from './step-context.js';

/** What the health checks of services that did not come up printed last, or where that is to be found. */
export interface LastChecks {
  /** Program text: terminals and --logs only. */
  readonly texts: readonly string[];
  /** Sentences of ours. */
  readonly notices: readonly string[];
}

type Asking = Pick<StepContext, 'docker' | 'health' | 'step'>;

/** Asks once more, so that it is the very last: `services` as they were seen at the end. */
export async function readLastChecks(
  asking: Asking,
  services: readonly ObservedService[],
  settled: Settled,
): Promise<LastChecks> {
  const open = services.filter(({ name }) => (settled.verdicts.get(name)?.state ?? 'settled') !== 'settled');
  const read = await Promise.all(
    open.map((service) => readOne(asking, service, settled.verdicts.get(service.name)?.failedTasks ?? [])),
  );
  return { texts: read.flatMap(({ texts }) => texts), notices: read.flatMap(({ notices }) => notices) };
}

const nothing: LastChecks = { texts: [], notices: [] };

async function readOne(asking: Asking, service: ObservedService, failed: readonly ObservedTask[]): Promise<LastChecks> {
  const task = newestWithContainer(service, failed);
  if (task?.containerId === undefined) return nothing;
  const name = shortName(service.name, asking.step.stack);
  const health = await asking.health(task.containerId);
  if (health) return { texts: checkWords(name, health), notices: [] };
  if (!healthCheckOf(service.spec)) return nothing;
  return { texts: [], notices: await elsewhereWords(asking, name, task) };
}

/** The task that started last, among those that start now and those that failed. */
function newestWithContainer(
  { spec, tasks }: ObservedService,
  failed: readonly ObservedTask[],
): ObservedTask | undefined {
  const starting = tasks.filter((task) => task.state === 'starting' && isOfSpec(task, spec));
  return [...failed, ...starting]
    .filter(({ containerId }) => containerId !== undefined)
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
    .at(-1);
}

const linesShown = 5;

function checkWords(name: string, { last, status }: ContainerHealth): string[] {
  if (!last) return [`${name}: its health check has not ended once yet`];
  if (status === 'healthy') return [];
  const [first = '', ...more] = last.output.split('\n').filter((line) => line.trim() !== '');
  const said = first === '' ? 'printed nothing' : 'said last';
  return [
    `${name}: its health check ${said} (exit ${last.exitCode})${first === '' ? '' : `: ${first}`}`,
    ...more.slice(0, linesShown - 1).map((line) => `  ${line}`),
  ];
}

/** A manager tells of tasks on other servers, not of their containers. */
async function elsewhereWords({ docker, step }: Asking, name: string, task: ObservedTask): Promise<string[]> {
  const nodes = await docker.nodes().catch(() => []);
  const node = nodes.find(({ ID }) => ID === task.nodeId);
  const { Hostname } = (node?.['Description'] ?? {}) as { readonly Hostname?: string };
  if (nodes.length < 2 || Hostname === undefined) return [];
  return [
    `${name}: what its health check said last is only known on ${Hostname}, which tend does not reach by ${step.node}; there: docker inspect ${(task.containerId ?? '').slice(0, 12)}`,
  ];
}
