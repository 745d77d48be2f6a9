import type { Raw } from '../tools/docker.js';
import type { StepContext } from './step-context.js';

type Waiting = Pick<StepContext, 'docker' | 'step' | 'clock' | 'signal'>;

const ended = new Set(['complete', 'shutdown', 'failed', 'rejected', 'remove', 'orphaned']);

/**
 * Waits until nothing of the step's stack runs any more, on this node (its containers) or on another of its swarm (its
 * tasks); false where the time is over or a person said stop.
 */
export async function waitUntilGone(waiting: Waiting, timeoutMs: number): Promise<boolean> {
  const { clock, signal } = waiting;
  const deadline = clock.monotonic() + timeoutMs;
  while (clock.monotonic() < deadline && !signal.aborted) {
    if (await isGone(waiting)) return true;
    await clock.sleep(300, signal);
  }
  return false;
}

async function isGone({ docker, step: { stack } }: Waiting): Promise<boolean> {
  const [containers, tasks] = await Promise.all([
    docker.containers({ label: `com.docker.stack.namespace=${stack}` }),
    docker.tasks({ stack }),
  ]);
  return containers.length === 0 && tasks.every((task) => ended.has(String((task['Status'] as Raw)['State'])));
}
