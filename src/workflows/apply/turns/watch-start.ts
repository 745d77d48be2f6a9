import { wantedTasks } from '../../../model/wanted-tasks.js';
import { servicesToSend } from '../../../apply/services-to-send.js';
import type { Step } from '../../../model/step.js';
import type { DockerEvent } from '../../../tools/docker.js';
import type { Listen } from '../sharing/share-events.js';

/**
 * Tells once that the containers of a step's services have started, though they may not be healthy yet; gives the way to
 * stop watching. Events of containers are local: on other servers of a swarm nobody hears them, so there it never tells.
 */
export function watchStart(step: Step, listen: Listen, isUp: () => void): () => void {
  const missing = new Map(servicesToSend(step).map((spec) => [spec.Name, wantedTasks(spec, [])]));
  const started = new Set<string>();
  const leave = listen(hear);
  return leave;

  function hear({ Type, Action, Actor: { ID, Attributes } }: DockerEvent): void {
    const service = Attributes['com.docker.swarm.service.name'] ?? '';
    const count = missing.get(service);
    if (Type !== 'container' || Action !== 'start' || count === undefined || started.has(ID)) return;
    started.add(ID);
    missing.set(service, count - 1);
    if ([...missing.values()].some((left) => left > 0)) return;
    leave();
    isUp();
  }
}
