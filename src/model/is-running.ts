import type { ObservedTask } from './observation.js';

/** A task that runs and is meant to. */
export function isRunning({ state, desiredState }: Pick<ObservedTask, 'state' | 'desiredState'>): boolean {
  return state === 'running' && desiredState === 'running';
}
