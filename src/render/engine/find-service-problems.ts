import type { ServiceSpec, UpdateConfig } from '../../model/service-spec.js';
import { findContainerProblems } from './find-container-problems.js';
import { keyOf, type SpecProblem } from './spec-problem.js';

/** What an engine refuses in a service: swarmkit, controlapi/service.go; the engine, daemon/cluster/convert/service.go. */
export function findServiceProblems(service: ServiceSpec, stack: string): SpecProblem[] {
  const where = `services.${keyOf(service.Name, stack)}`;
  const { TaskTemplate: task, EndpointSpec: endpoint, UpdateConfig, RollbackConfig } = service;
  return [
    ...findContainerProblems(where, task.ContainerSpec),
    ...resourceProblems(`${where}.deploy.resources`, task.Resources ?? {}),
    ...restartProblems(`${where}.deploy.restart_policy`, task.RestartPolicy ?? {}),
    ...constraintProblems(`${where}.deploy.placement.constraints`, task.Placement ?? {}),
    ...updateProblems(`${where}.deploy.update_config`, UpdateConfig ?? {}),
    ...updateProblems(`${where}.deploy.rollback_config`, RollbackConfig ?? {}),
    ...jobProblems(where, service),
    ...endpointProblems(where, endpoint ?? {}),
  ];
}

type Fields = Readonly<Record<string, unknown>>;

function resourceProblems(where: string, resources: Fields): SpecProblem[] {
  return Object.entries(resources).flatMap(([part, amounts]) => {
    const { NanoCPUs: cpus = 0, MemoryBytes: memory = 0 } = (amounts ?? {}) as {
      NanoCPUs?: number;
      MemoryBytes?: number;
    };
    const at = `${where}.${part.toLowerCase()}`;
    return [
      ...(cpus !== 0 && cpus < 1e6
        ? [{ where: `${at}.cpus`, says: 'is less than a swarm takes: 0.001', tryThis: 'give it more, or leave it out' }]
        : []),
      ...(memory !== 0 && memory < 4 * 2 ** 20
        ? [{ where: `${at}.memory`, says: 'is less than a swarm takes: 4M', tryThis: 'give it more, or leave it out' }]
        : []),
    ];
  });
}

function restartProblems(
  where: string,
  { Condition: condition = '', Delay: delay = 0, Window: window = 0 }: Fields,
): SpecProblem[] {
  return [
    ...notOneOf(`${where}.condition`, condition, ['', 'none', 'on-failure', 'any']),
    ...negative(`${where}.delay`, delay),
    ...negative(`${where}.window`, window),
  ];
}

function updateProblems(where: string, update: UpdateConfig): SpecProblem[] {
  const { FailureAction = '', Order = '', MaxFailureRatio = 0, Delay = 0, Monitor = 0 } = update;
  const ratio = MaxFailureRatio >= 0 && MaxFailureRatio <= 1;
  return [
    ...notOneOf(`${where}.failure_action`, FailureAction, ['', 'pause', 'continue', 'rollback']),
    ...notOneOf(`${where}.order`, Order, ['', 'stop-first', 'start-first']),
    ...negative(`${where}.delay`, Delay),
    ...negative(`${where}.monitor`, Monitor),
    ...(ratio
      ? []
      : [{ where: `${where}.max_failure_ratio`, says: 'is not between 0 and 1', tryThis: 'write 0.5 for a half' }]),
  ];
}

function notOneOf(where: string, value: unknown, choices: readonly string[]): SpecProblem[] {
  if (choices.includes(value as string)) return [];
  const says = `is ${String(value)}, which a swarm does not know`;
  return [{ where, says, tryThis: `write one of ${choices.filter(Boolean).join(', ')}` }];
}

function negative(where: string, nanoseconds: unknown): SpecProblem[] {
  if (Number(nanoseconds) >= 0) return [];
  return [{ where, says: 'is less than nothing', tryThis: 'write a time like 10s, or leave it out' }];
}

const key = /^[a-z_][a-z0-9\-_.]+$/i;
const value = /^[a-z0-9:\-_\s.*()?+[\]\\^$|/]+$/i;

/** swarmkit, manager/constraint: `node.labels.disk==ssd`. */
function constraintProblems(where: string, { Constraints: constraints }: Fields): SpecProblem[] {
  return ((constraints ?? []) as readonly string[])
    .filter((constraint) => !isConstraint(constraint))
    .map((constraint) => ({
      where,
      says: `has ${constraint}, which is none`,
      tryThis: 'write it like node.role==manager or node.labels.disk!=ssd',
    }));
}

function isConstraint(text: string): boolean {
  const operator = text.includes('==') ? '==' : '!=';
  const at = text.indexOf(operator);
  return at >= 0 && key.test(text.slice(0, at).trim()) && value.test(text.slice(at + 2).trim());
}

function jobProblems(where: string, { Mode: mode = {}, UpdateConfig }: ServiceSpec): SpecProblem[] {
  const isJob = 'ReplicatedJob' in mode || 'GlobalJob' in mode;
  if (!isJob || !UpdateConfig) return [];
  return [
    { where: `${where}.deploy.update_config`, says: 'cannot stand beside the mode of a job', tryThis: 'leave it out' },
  ];
}

function endpointProblems(
  where: string,
  { Mode: mode = '', Ports: ports = [] }: NonNullable<ServiceSpec['EndpointSpec']>,
): SpecProblem[] {
  const routed = ports.some(({ PublishMode }) => PublishMode !== 'host');
  const says = 'cannot publish ports for all machines with endpoint_mode: dnsrr';
  return [
    ...notOneOf(`${where}.deploy.endpoint_mode`, mode, ['', 'vip', 'dnsrr']),
    ...(mode === 'dnsrr' && routed
      ? [
          {
            where: `${where}.ports`,
            says,
            tryThis: 'write them in the long form with mode: host, or leave endpoint_mode out',
          },
        ]
      : []),
  ];
}
