import { onExit } from 'signal-exit';
import type { ProcessGroup } from './process-group.js';

const graceMs = 1_000;
const stepMs = 20;

const running = new Set<ProcessGroup>();
let isWatching = false;

/**
 * To be called before a program is started: from then on no signal ends tend before it has ended what runs (but SIGKILL, which nobody
 * can catch).
 */
export function watchForOwnEnd(): void {
  if (!isWatching) onExit(endAll);
  isWatching = true;
}

/** Ends a group with tend, however tend ends. Gives what forgets it again. */
export function endWithTend(group: ProcessGroup): () => void {
  running.add(group);
  return () => void running.delete(group);
}

/** Nothing asynchronous happens any more: SIGTERM, a second at most, SIGKILL. */
function endAll(): void {
  const groups = [...running].filter((group) => group.signal('SIGTERM'));
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; waited < graceMs && groups.some((group) => group.isAlive()); waited += stepMs)
    Atomics.wait(nobody, 0, 0, stepMs);
  for (const group of groups) group.signal('SIGKILL');
}
