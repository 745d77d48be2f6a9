import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that only this user can read (0700), for one run. */
export interface PrivateFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Makes one, `<name>-<pid>-…` among the temporary files, and removes those that runs left which were killed. */
export async function createPrivateFolder(name: string): Promise<PrivateFolder> {
  await sweep(name);
  const path = await mkdtemp(join(tmpdir(), `${name}-${process.pid}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function sweep(name: string): Promise<void> {
  const left = (await readdir(tmpdir())).filter((entry) => {
    const pid = new RegExp(`^${name}-(\\d+)-`).exec(entry)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });
  // Somebody else's cannot be removed, and need not.
  await Promise.allSettled(left.map((entry) => rm(join(tmpdir(), entry), { recursive: true, force: true })));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
