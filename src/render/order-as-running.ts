import type { Prepared } from '../model/prepared.js';
import type { ServiceSpec } from '../model/service-spec.js';

type Compose = Prepared['compose'];
type Item = Readonly<Record<string, unknown>>;

/**
 * A prepared app with mounts, configs and secrets in the order in which its services have them: docker's client sends
 * what a file declares, and another order restarts tasks. Pure.
 */
export function orderAsRunning(prepared: Prepared, running: readonly ServiceSpec[]): Prepared {
  const services = Object.entries((prepared.compose['services'] ?? {}) as Readonly<Record<string, Compose>>);
  const ordered = services.map(([name, service]) => {
    const spec = running.find(({ Name }) => Name === `${prepared.stack}_${name}`);
    return [name, spec ? inOrder(service, spec) : service] as const;
  });
  return { ...prepared, compose: { ...prepared.compose, services: Object.fromEntries(ordered) } };
}

function inOrder(service: Compose, { TaskTemplate: { ContainerSpec: container } }: ServiceSpec): Compose {
  const mounts = (container.Mounts ?? []).map(({ Target }) => Target);
  const [configs, secrets] = [container.Configs ?? [], container.Secrets ?? []].map((list) =>
    list.map(({ File }) => File?.['Name']),
  );
  return {
    ...service,
    ...sorted(service, 'volumes', mounts),
    ...sorted(service, 'configs', configs ?? []),
    ...sorted(service, 'secrets', secrets ?? []),
  };
}

/** Those that run first, in their order; the others behind, in theirs. */
function sorted(service: Compose, key: string, order: readonly unknown[]): Compose {
  const list = service[key];
  if (!Array.isArray(list)) return {};
  const rank = (item: Item) => {
    const at = order.indexOf(item['target'] ?? item['source']);
    return at < 0 ? order.length : at;
  };
  return { [key]: (list as Item[]).toSorted((a, b) => rank(a) - rank(b)) };
}
