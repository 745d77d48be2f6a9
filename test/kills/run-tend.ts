import { execa } from 'execa';
import type { TendResult, TestRegion } from '../live/support/test-region.js';

/** How a run ended, and whether by our kill. */
export interface Ended extends TendResult {
  readonly killed: boolean;
}

/** Runs the built command as the leader of a process group, and kills that whole group after `ms`, where it still runs. */
export async function runTend(region: TestRegion, args: readonly string[], ms?: number): Promise<Ended> {
  const began = performance.now();
  const running = execa(process.execPath, [region.command, ...args], {
    cwd: region.folder,
    detached: true,
    reject: false,
    stdin: 'ignore',
    extendEnv: false,
    env: { ...region.environment, NO_COLOR: '1' },
  });
  const timer = ms === undefined ? undefined : setTimeout(() => killGroup(running.pid), ms);
  const { exitCode, stdout, stderr, signal } = await running;
  clearTimeout(timer);
  return { exitCode, stdout, stderr, seconds: (performance.now() - began) / 1000, killed: signal === 'SIGKILL' };
}

/** A group that ended at this very moment is none any more. */
function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
