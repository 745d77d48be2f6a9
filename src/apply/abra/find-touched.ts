import type { ObservedService } from '../../model/observation.js';
import type { TouchedService } from '../step-context.js';

/** What a program did to the services of a stack, seen from the node: new ones, other Version.Index, gone. Pure. */
export function findTouched(
  before: readonly ObservedService[],
  after: readonly ObservedService[],
): readonly TouchedService[] {
  const former = new Map(before.map((service) => [service.id, service]));
  const now = new Set(after.map(({ id }) => id));
  const there = after.flatMap((service): TouchedService[] => {
    const was = former.get(service.id);
    if (was?.index === service.index) return [];
    const { id, name } = service;
    const tasksBefore = new Set(was?.tasks.map((task) => task.id));
    return [was ? { id, name, kind: 'updated', tasksBefore, before: was } : { id, name, kind: 'created', tasksBefore }];
  });
  const gone = before.filter(({ id }) => !now.has(id));
  return [...there, ...gone.map(({ id, name, tasks }) => removed({ id, name, tasks }))];
}

function removed({ id, name, tasks }: Pick<ObservedService, 'id' | 'name' | 'tasks'>): TouchedService {
  return { id, name, kind: 'removed', tasksBefore: new Set(tasks.map((task) => task.id)) };
}
