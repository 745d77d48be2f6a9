import { isDeepStrictEqual } from 'node:util';
import { given } from '../model/given.js';
import type { ObservedService, ObservedTask } from '../model/observation.js';
import type { ServiceSpec } from '../model/service-spec.js';
import type { Raw } from '../tools/docker.js';
import { indexOf, list, number, part, stackOf, text } from './raw.js';

/** A task together with the service that it belongs to. */
export interface TaskOfService {
  readonly serviceId: string;
  readonly task: ObservedTask;
}

/** `networks`: names by id. Source: Docker API, Service. */
export function projectService(
  raw: Raw,
  networks: ReadonlyMap<string, string>,
  tasks: readonly TaskOfService[],
): ObservedService {
  const update = part(raw, 'UpdateStatus');
  const stored = part(raw, 'Spec');
  const spec = specWithNames(stored, networks);
  const previous = raw['PreviousSpec'] ? part(raw, 'PreviousSpec') : undefined;
  return given({
    id: text(raw, 'ID') ?? '',
    name: text(stored, 'Name') ?? '',
    stack: stackOf(part(stored, 'Labels')),
    index: indexOf(raw),
    updatedAt: text(raw, 'UpdatedAt') ?? '',
    spec,
    previousSpec: previous && specWithNames(previous, networks),
    updateState: text(update, 'State'),
    updateMessage: text(update, 'Message'),
    tasks: tasks.map(({ task }) => taskWithNames(task, spec, networks)),
  });
}

/** The task's spec in the same form as the service's, so that both can be compared. */
function taskWithNames(task: ObservedTask, of: ServiceSpec, networks: ReadonlyMap<string, string>): ObservedTask {
  if (task.spec === undefined) return task;
  return { ...task, spec: shareParts(templateWithNames(task.spec as Raw, networks), of.TaskTemplate) };
}

/** Nearly all tasks are made from the spec as it is now: what is equal stands in memory once, not once a task. */
function shareParts(own: Raw, template: ServiceSpec['TaskTemplate']): Raw {
  const parts = Object.entries(own).map(([key, part]) => {
    const shared = (template as unknown as Raw)[key];
    return [key, isDeepStrictEqual(part, shared) ? shared : part];
  });
  return Object.fromEntries(parts) as Raw;
}

/** Ids of secrets, configs and networks mean something on one swarm only: the spec keeps the names. */
function specWithNames(spec: Raw, networks: ReadonlyMap<string, string>): ServiceSpec {
  return {
    ...spec,
    // Before API 1.25 networks stood beside the template; such services still exist.
    ...whereThere(spec, 'Networks', (network) => withName(network, networks)),
    Labels: part(spec, 'Labels'),
    TaskTemplate: templateWithNames(part(spec, 'TaskTemplate'), networks),
  } as unknown as ServiceSpec;
}

function templateWithNames(template: Raw, networks: ReadonlyMap<string, string>): Raw {
  const container = part(template, 'ContainerSpec');
  const named = {
    ...container,
    ...whereThere(container, 'Secrets', (secret) => without(secret, 'SecretID')),
    ...whereThere(container, 'Configs', (config) => without(config, 'ConfigID')),
  };
  const attached = whereThere(template, 'Networks', (network) => withName(network, networks));
  return { ...template, ContainerSpec: named, ...attached };
}

function whereThere(raw: Raw, key: string, change: (item: Raw) => Raw): Raw {
  return Array.isArray(raw[key]) ? { [key]: list(raw, key).map(change) } : {};
}

function without(raw: Raw, key: string): Raw {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => name !== key));
}

function withName(network: Raw, networks: ReadonlyMap<string, string>): Raw {
  const target = text(network, 'Target') ?? '';
  return { ...network, Target: networks.get(target) ?? target };
}

/** Source: Docker API, Task. */
export function projectTask(raw: Raw): TaskOfService {
  const status = part(raw, 'Status');
  const task: ObservedTask = given({
    id: text(raw, 'ID') ?? '',
    slot: number(raw, 'Slot'),
    nodeId: text(raw, 'NodeID'),
    state: text(status, 'State') ?? 'unknown',
    desiredState: text(raw, 'DesiredState') ?? 'unknown',
    error: text(status, 'Err'),
    message: text(status, 'Message'),
    exitCode: number(part(status, 'ContainerStatus'), 'ExitCode'),
    containerId: text(part(status, 'ContainerStatus'), 'ContainerID'),
    createdAt: text(raw, 'CreatedAt') ?? '',
    at: text(status, 'Timestamp') ?? '',
    specIndex: number(part(raw, 'SpecVersion'), 'Index'),
    // An optional part may come as null.
    spec: raw['Spec'] ?? undefined,
  });
  return { serviceId: text(raw, 'ServiceID') ?? '', task };
}
