import { KnownError } from '../model/known-error.js';
import { gitDetails } from './clone/git-words.js';
import type { Problem } from './problem.js';
import type { Workplace } from './workplace.js';
import type { WaysOn } from '../model/ways-on.js';
import { withoutCredentials } from '../model/without-credentials.js';

/** The remote says no although nobody else wrote: a protected branch, a hook, a login that may only read. */
export function changelogRefused(place: Workplace, words: readonly string[]): KnownError {
  const remote = withoutCredentials(place.remote);
  return new KnownError('CHANGELOG_REFUSED', `the changelog at ${remote} does not take new entries`, {
    details: gitDetails(words),
    tryThis: [
      'let your account push to its branches main and details (on a forge: members, protected branches)',
      'if it must be now, the record kept here until the next run publishes it: tend apply --record-later',
    ],
  });
}

/** The remote moved before every single push. */
export function tooManyWriters(place: Workplace, words: readonly string[]): KnownError {
  const remote = withoutCredentials(place.remote);
  return new KnownError('CHANGELOG_REFUSED', `others were faster at ${remote} with every try`, {
    details: gitDetails(words),
    tryThis: ['run it again'],
  });
}

/** An entry of ours that everybody who checks the log would refuse: the key was taken out, or the log went another way. */
export function refusedEntry({ says, code }: Problem): KnownError {
  return new KnownError('CHANGELOG_REFUSED', `the record cannot take this: ${says}`, {
    tryThis: code === 'backdated' ? rightClock : ['who may write: tend changelog key list'],
  });
}

const rightClock: WaysOn = [
  'set the clock of this machine',
  'if it is right, two others wrote with clocks far ahead; root keys end that by putting the policy into force anew: tend changelog policy policy/trust.policy (the file in a clone of the record)',
];
