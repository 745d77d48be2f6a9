import type { ContainerSpec, Mount } from '../../model/service-spec.js';
import { isImageReference } from './is-image-reference.js';
import type { SpecProblem } from './spec-problem.js';

const mountTypes = ['bind', 'volume', 'tmpfs', 'npipe', 'cluster'];
const shortestCheck = 1e6;

/** What an engine refuses in the container of a service: swarmkit, controlapi/service.go, and what no node would start. */
export function findContainerProblems(where: string, container: ContainerSpec): SpecProblem[] {
  const targetsOf = (list: ContainerSpec['Secrets'] | ContainerSpec['Configs']) =>
    (list ?? []).flatMap(({ File }) => (File ? [String(File['Name'])] : []));
  return [
    ...imageProblems(`${where}.image`, container.Image),
    ...(container.Mounts ?? []).flatMap((mount) => mountProblems(`${where}.volumes`, mount)),
    ...doubles(
      `${where}.volumes`,
      (container.Mounts ?? []).map(({ Target }) => Target),
    ),
    ...doubles(`${where}.secrets`, targetsOf(container.Secrets)),
    ...doubles(`${where}.configs`, targetsOf(container.Configs)),
    ...healthProblems(`${where}.healthcheck`, container.Healthcheck ?? {}),
  ];
}

function imageProblems(where: string, image: string): SpecProblem[] {
  if (isImageReference(image)) return [];
  return [
    {
      where,
      says: `is ${image}, which is no image`,
      tryThis: 'write it like registry.example.org/name:tag, in small letters',
    },
  ];
}

function mountProblems(where: string, { Type: type, Target: target }: Mount): SpecProblem[] {
  if (!mountTypes.includes(type))
    return [
      { where, says: `has a mount of type ${type}, which a swarm does not know`, tryThis: 'use volume, bind or tmpfs' },
    ];
  if (target.startsWith('/') || type === 'npipe') return [];
  return [
    {
      where,
      says: `mounts at ${target || 'nothing'}, which is no whole path`,
      tryThis: 'begin the path within the container with /',
    },
  ];
}

function doubles(where: string, targets: readonly string[]): SpecProblem[] {
  const twice = new Set(targets.filter((target, i) => targets.indexOf(target) !== i));
  return [...twice].map((target) => ({
    where,
    says: `has two at ${target}`,
    tryThis: 'give one of the two another target',
  }));
}

/** Nothing shorter than a millisecond. */
function healthProblems(where: string, check: Readonly<Record<string, unknown>>): SpecProblem[] {
  const times = {
    Interval: 'interval',
    Timeout: 'timeout',
    StartPeriod: 'start_period',
    StartInterval: 'start_interval',
  };
  return Object.entries(times)
    .filter(([field]) => Number(check[field] ?? 0) !== 0 && Number(check[field]) < shortestCheck)
    .map(([, key]) => ({
      where: `${where}.${key}`,
      says: 'is shorter than a swarm takes: 1ms',
      tryThis: 'write a time like 10s',
    }));
}
