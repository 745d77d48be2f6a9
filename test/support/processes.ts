import { readFileSync } from 'node:fs';

/** Whether a process still runs; a zombie that nobody has asked for yet has ended too. */
export function isAlive(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Whether a process ends within some seconds: the kernel closes a dying process's pipes before it is gone. */
export async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 60 && isAlive(pid); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  return !isAlive(pid);
}
