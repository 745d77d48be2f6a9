import { join } from 'node:path';
import type { Clock } from '../../tools/clock.js';
import type { Files } from '../../tools/files.js';
import { runGit, type Clone } from './clone.js';
import type { Refs } from './read-refs.js';

const folder = 'refs/tend/seen';

/**
 * Moves the pin: up to here the log was read and checked. git holds its locks for milliseconds; one that is still there
 * after a second was left by a git that was killed, and is taken away.
 */
export async function movePin(
  tools: { readonly files: Files; readonly clock: Clock },
  clone: Clone,
  to: Pick<Refs, 'main' | 'details'>,
): Promise<void> {
  const orders = Object.entries(to).map(([name, commit]) => `update ${folder}/${name} ${commit}\n`);
  for (let attempt = 0; attempt < 12; attempt++) {
    const done = await runGit(clone, ['update-ref', '--stdin'], { input: orders.join('') });
    if (done.exitCode === 0) return;
    if (attempt === 10) await removeLocks(tools.files, clone);
    await tools.clock.sleep(100);
  }
}

async function removeLocks(files: Files, clone: Clone): Promise<void> {
  for (const name of ['main', 'details']) await files.remove(join(clone.folder, folder, `${name}.lock`));
}
