import type { Clock } from '../../tools/clock.js';
import { mustRun, type Clone } from './clone.js';

const secondsOfADay = 86_400;

/** Lets go of what processes of former days kept, and packs what has gathered; git itself does that in the background. */
export async function tidyClone(clone: Clone, clock: Clock): Promise<void> {
  const refs = await mustRun(clone, ['for-each-ref', '--format=%(refname)', 'refs/tend/at']);
  const before = Date.parse(clock.now()) / 1000 - secondsOfADay;
  const old = refs.split('\n').filter((ref) => Number(ref.split('/')[3]?.split('-')[0]) < before);
  if (old.length === 0) return;
  await clone.git.run(['--git-dir', clone.folder, 'update-ref', '--stdin'], {
    input: old.map((ref) => `delete ${ref}\n`).join(''),
  });
  await clone.git.run(['--git-dir', clone.folder, 'gc', '--auto', '--quiet']);
}
