import type { StackName } from '../model/brand.js';
import type { ObservedService } from '../model/observation.js';
import type { Raw, ReadingDocker } from '../tools/docker.js';
import { projectNetwork } from './project-objects.js';
import { projectService, projectTask } from './project-service.js';
import { list, part, text } from './raw.js';

/** Services and tasks of several stacks at one moment. */
export type ObserveStacks = (stacks: readonly StackName[]) => Promise<ReadonlyMap<StackName, ObservedService[]>>;

/**
 * Looks at several stacks of a node with as many requests as at one. Names of networks are kept: ids never change their
 * meaning, so they are asked for again only where a new one turns up.
 */
export function stackObserver(docker: ReadingDocker): ObserveStacks {
  const names = new Map<string, string>();
  let firstNames: Promise<void> | undefined;

  async function readNames(): Promise<void> {
    const networks = await docker.networks();
    for (const { id, name } of networks.map(projectNetwork)) names.set(id, name);
  }

  function forgetThem(error: unknown): never {
    firstNames = undefined;
    throw error;
  }

  async function learnNames(targets: readonly string[]): Promise<void> {
    if (targets.every((target) => names.has(target))) return;
    await readNames();
    // One that is gone keeps its id, here as in what runs.
    for (const target of targets) if (!names.has(target)) names.set(target, target);
  }

  return async (stacks) => {
    const [only, ...others] = stacks;
    const filter = others.length > 0 || only === undefined ? { stacks } : { stack: only };
    firstNames ??= readNames().catch(forgetThem);
    const [services, tasks] = await Promise.all([docker.services(filter), docker.tasks(filter), firstNames]);
    await learnNames([
      ...services.flatMap(targetsOfService),
      ...tasks.flatMap((task) => targetsIn(part(task, 'Spec'))),
    ]);
    const byService = Map.groupBy(tasks.map(projectTask), (task) => task.serviceId);
    const seen = services.map((raw) => projectService(raw, names, byService.get(String(raw['ID'])) ?? []));
    return new Map(stacks.map((stack) => [stack, seen.filter((service) => service.stack === stack)]));
  };
}

function targetsOfService(raw: Raw): string[] {
  return [part(raw, 'Spec'), part(raw, 'PreviousSpec')].flatMap((spec) => [
    ...targetsIn(spec),
    ...targetsIn(part(spec, 'TaskTemplate')),
  ]);
}

function targetsIn(holder: Raw): string[] {
  return list(holder, 'Networks').flatMap((network) => text(network, 'Target') ?? []);
}
