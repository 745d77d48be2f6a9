import type { ObservedService } from '../model/observation.js';
import type { StackName } from '../model/brand.js';
import type { ReadingDocker } from '../tools/docker.js';
import { stackObserver } from './observe-stacks.js';

/** Services and tasks of one stack, for waiting until it has settled. */
export async function observeStack(docker: ReadingDocker, stack: StackName): Promise<ObservedService[]> {
  return (await stackObserver(docker)([stack])).get(stack) ?? [];
}
