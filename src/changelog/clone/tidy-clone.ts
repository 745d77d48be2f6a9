import type { Clock } from '../../tools/clock.js';
import { mustRun, type Clone } from './clone.js';

const secondsOfADay = 86_400;

/** Lets go of what processes of former days kept, and packs what has gathered: once a day, while tend waits. */
export async function tidyClone(clone: Clone, clock: Clock): Promise<void> {
  const refs = await mustRun(clone, ['for-each-ref', '--format=%(refname)', 'refs/tend/at']);
  const before = Date.parse(clock.now()) / 1000 - secondsOfADay;
  const old = refs.split('\n').filter((ref) => Number(ref.split('/')[3]?.split('-')[0]) < before);
  if (old.length === 0) return;
  await clone.git.run(['--git-dir', clone.folder, 'update-ref', '--stdin'], {
    input: old.map((ref) => `delete ${ref}\n`).join(''),
  });
  const settings = ['-c', 'gc.auto=6700', '-c', 'gc.autoDetach=false'];
  await clone.git.run([...settings, '--git-dir', clone.folder, 'gc', '--auto', '--quiet'], { timeoutMs: 60_000 });
}
