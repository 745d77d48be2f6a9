import { canonicalText } from '../../../src/model/canonical-text.js';
import type { LabFixture } from './lab-fixture.js';

/** What a swarm remembers of a service: how often somebody changed it, and every task, Swarm's own second tries included. */
export interface ServiceHistory {
  /** Undefined: there is no such service. */
  readonly id: string | undefined;
  /** Image of the spec before the last change, where there was one, and of the spec now. */
  readonly images: readonly string[];
  /** From how many different specs its tasks were made. */
  readonly rollouts: number;
  /** For people who look for the reason: `small:1 failed, wanted shutdown: No such image`. */
  readonly tasks: readonly string[];
}

interface Service {
  readonly ID: string;
  readonly Spec: { readonly TaskTemplate: TaskSpec };
  readonly PreviousSpec?: Service['Spec'];
}

interface Task {
  readonly CreatedAt: string;
  readonly DesiredState: string;
  readonly Spec: TaskSpec;
  readonly Status: {
    readonly State: string;
    readonly Timestamp: string;
    readonly Message?: string;
    readonly Err?: string;
  };
}

interface TaskSpec {
  readonly ContainerSpec: { readonly Image: string };
}

/** Asks a node of a lab about a service of that full name. */
export async function readServiceHistory(fixture: LabFixture, node: number, name: string): Promise<ServiceHistory> {
  const [service] = await inspect<Service>('service', name);
  if (!service) return { id: undefined, images: [], rollouts: 0, tasks: [] };
  const ids = (await fixture.docker(node, 'service', 'ps', '-q', '--no-trunc', service.ID)).split('\n').filter(Boolean);
  const tasks = (await Promise.all(ids.map((id) => inspect<Task>('task', id)))).flat();
  const specs = [...(service.PreviousSpec ? [service.PreviousSpec] : []), service.Spec];
  return {
    id: service.ID,
    images: specs.map(({ TaskTemplate }) => imageOf(TaskTemplate)),
    rollouts: new Set(tasks.map(({ Spec }) => canonicalText(Spec))).size,
    tasks: tasks.map(showTask),
  };

  /** Nothing where it is not there. */
  async function inspect<T>(type: 'service' | 'task', id: string): Promise<T[]> {
    const { exitCode, stdout } = await fixture.tryDocker(node, ['inspect', '--type', type, id]);
    return exitCode === 0 ? (JSON.parse(stdout) as T[]) : [];
  }
}

function showTask({ CreatedAt, DesiredState, Spec, Status }: Task): string {
  const { State, Timestamp, Message = '', Err = '' } = Status;
  return `${imageOf(Spec)} made ${CreatedAt}: ${State} since ${Timestamp}, wanted ${DesiredState}: ${Err || Message}`;
}

function imageOf({ ContainerSpec: { Image } }: TaskSpec): string {
  return Image.split('@')[0] ?? Image;
}
