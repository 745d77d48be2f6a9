import { KnownError } from '../../model/known-error.js';
import type { ProgramResult } from '../../tools/programs.js';
import { gitDetails, gitWords } from './git-words.js';

/** Why git does not work in a folder of ours: it is not there, or the folder is damaged or cannot be written. */
export function gitFailed(done: ProgramResult, folder: string): KnownError {
  if (done.missing) {
    return new KnownError('TOOL_MISSING', 'git is not on this machine; the changelog is kept with it', {
      tryThis: ['apt install git'],
    });
  }
  return copyDamaged(folder, gitDetails(gitWords(done.stderr)));
}

/** A folder of ours in which git does not find its repository, or not all of it. */
export function copyDamaged(folder: string, details: readonly string[], cause?: unknown): KnownError {
  return new KnownError('CHANGELOG_INVALID', `this machine's copy of the changelog in ${folder} does not work`, {
    details,
    tryThis: [
      'see whether the disk is full or the folder belongs to somebody else',
      `if the copy is damaged, move it away, the next run fetches it anew: mv ${folder} ${folder}.damaged`,
    ],
    cause,
  });
}
