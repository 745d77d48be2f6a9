import { KnownError } from '../../model/known-error.js';
import type { Problem } from '../problem.js';

/** What is published is not this log, or no longer. */
export function invalidLog({ says }: Problem): KnownError {
  return new KnownError('CHANGELOG_INVALID', `the changelog does not hold: ${says}`, {
    tryThis: [
      'all that is wrong with it: tend changelog verify',
      'ask who may push there, and tell those who watch this log',
    ],
  });
}
