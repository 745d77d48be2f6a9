import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ProcessId } from '../model/process-id.js';
import { keptToOneself } from './kept-to-oneself.js';

/** Programs that go on after tend has ended. */
export interface Background {
  /** Starts a program in a session of its own; what it prints goes to the end of `log`. */
  start(program: string, words: readonly string[], log: string): Promise<ProcessId>;
  isAlive(process: ProcessId): Promise<boolean>;
  /** Kills (SIGKILL) and waits up to 10 s until the process is gone. False: it is still there. */
  end(process: ProcessId): Promise<boolean>;
  /** The process that asks. */
  self(): Promise<ProcessId>;
}

export const realBackground: Background = {
  start: startDetached,
  isAlive: async (process) => (await startOf(process.pid)) === process.started,
  end: endProcess,
  self: async () => ({ pid: process.pid, started: (await startOf(process.pid)) ?? '' }),
};

async function startDetached(program: string, words: readonly string[], log: string): Promise<ProcessId> {
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'a');
  try {
    const env = { ...process.env, ...keptToOneself };
    const child = spawn(program, words, { detached: true, cwd: '/', env, stdio: ['ignore', output, output] });
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
    child.unref();
    const pid = child.pid ?? 0;
    return { pid, started: (await startOf(pid)) ?? '' };
  } finally {
    closeSync(output);
  }
}

async function endProcess(process: ProcessId): Promise<boolean> {
  for (let tries = 0; tries < 500; tries++) {
    if ((await startOf(process.pid)) !== process.started) return true;
    if (tries === 0) kill(process.pid);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Undefined for a process that is gone or has ended and only waits for its parent (a zombie). */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The name in brackets may itself hold spaces and brackets: count from its end.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' || fields?.[0] === 'X' ? undefined : fields?.[19];
}
