import { given } from '../../model/given.js';
import type { ListFilter, Raw } from '../docker.js';

type Kind = 'services' | 'tasks' | 'networks' | 'configs' | 'secrets' | 'volumes' | 'containers';

const stackLabel = 'com.docker.stack.namespace';

/** The `filters` of a list request (Docker API: JSON, each key with a list of values). */
export function filtersQuery(kind: Kind, filter: ListFilter | undefined): { readonly filters?: string } {
  if (!filter) return {};
  const labels = [
    ...(filter.stack === undefined ? [] : [`${stackLabel}=${filter.stack}`]),
    ...(filter.label === undefined ? [] : [filter.label]),
    ...(kind === 'containers' && filter.service !== undefined
      ? [`com.docker.swarm.service.name=${filter.service}`]
      : []),
  ];
  return {
    filters: JSON.stringify({
      ...given({
        label: labels.length === 0 ? undefined : labels,
        service: kind === 'tasks' && filter.service !== undefined ? [filter.service] : undefined,
        name: namesIn(filter),
        id: filter.id === undefined ? undefined : [filter.id],
      }),
    }),
  };
}

/** Of labels Docker wants all, of names one: it takes each as the beginning of a service's or task's name. */
function namesIn({ name, stacks }: ListFilter): string[] | undefined {
  return name === undefined ? stacks?.map((stack) => `${stack}_`) : [name];
}

/** Docker's name filter also gives names that only contain it: keeps those that are it. */
export function withExactName(objects: Raw[], filter: ListFilter | undefined): Raw[] {
  return filter?.name === undefined ? objects : objects.filter((object) => nameOf(object) === filter.name);
}

function nameOf(object: Raw): unknown {
  return object['Name'] ?? (object['Spec'] as Raw | undefined)?.['Name'];
}
