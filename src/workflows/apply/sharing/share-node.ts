import type { StackName } from '../../../model/brand.js';
import type { ObservedService } from '../../../model/observation.js';
import { stackObserver } from '../../../observe/observe-stacks.js';
import type { Clock } from '../../../tools/clock.js';
import type { Docker, DockerEvent } from '../../../tools/docker.js';
import { gatherCalls, gatherSame } from './gather-calls.js';
import { heardEvents, shareEvents, type Listen } from './share-events.js';

/** A node as several steps work on it at the same time: what they ask together is asked once. */
export interface SharedNode {
  readonly docker: Docker;
  /** Docker for the step of one stack, whose events tell of that stack alone. */
  readonly dockerFor: (stack: StackName) => Docker;
  /** Services of a stack as they are now. */
  readonly look: (stack: StackName) => Promise<readonly ObservedService[]>;
  readonly listen: Listen;
}

/** Between two looks, where several steps wait: on a small server looking must not be what keeps it busy. */
const restMs = 150;

/** Shares a connection to a node among the steps of one run. */
export function shareNode(docker: Docker, clock: Clock): SharedNode {
  const rest = async (stacks: ReadonlySet<StackName>) => (stacks.size > 1 ? clock.sleep(restMs) : undefined);
  const look = gatherCalls(stackObserver(docker), rest);
  const listen = shareEvents(docker);
  const shared: Docker = {
    ...docker,
    createNetwork: createOnce(docker),
    swarm: gatherSame(() => docker.swarm()),
    nodes: gatherSame(() => docker.nodes()),
    freeBytes: gatherSame(() => docker.freeBytes()),
    freeMemory: gatherSame(() => docker.freeMemory()),
  };
  return {
    docker: shared,
    dockerFor: (stack) => ({
      ...shared,
      events: (signal) => heardEvents(listen, signal, (event) => isOfStack(event, stack)),
    }),
    look: async (stack) => (await look(stack)) ?? [],
    listen,
  };
}

/** A network that several steps want at the same time (`proxy`) is made by one request, for which all wait. */
function createOnce(docker: Docker): Docker['createNetwork'] {
  const making = new Map<string, Promise<string>>();
  return (spec) => {
    const made = making.get(spec.Name) ?? docker.createNetwork(spec).finally(() => making.delete(spec.Name));
    making.set(spec.Name, made);
    return made;
  };
}

/** A service's event has its name, a container's the name of its service. */
function isOfStack({ Actor: { Attributes } }: DockerEvent, stack: StackName): boolean {
  const name = Attributes['com.docker.swarm.service.name'] ?? Attributes['name'] ?? '';
  return name.startsWith(`${stack}_`);
}
