import type { ErrorCode } from '../model/error-codes.js';
import { KnownError, type KnownErrorOptions } from '../model/known-error.js';
import type { Refused } from './cosign-head.js';
import type { Contradiction } from './explain-contradiction.js';

export type PlainRefusal = Exclude<Refused['refusal'], Contradiction['refusal']>;

/** What people are told where a log's head is not cosigned, though it contradicts none. */
export function explainRefusal(origin: string, refusal: PlainRefusal): KnownError {
  const [code, says, options] = sentences[refusal];
  return new KnownError(code, `${origin}: ${says}`, options);
}

const sentences: Readonly<Record<PlainRefusal, readonly [ErrorCode, string, KnownErrorOptions]>> = {
  'not-signed': [
    'CHANGELOG_INVALID',
    'its head is not signed by a key that this witness knows for it',
    {
      tryThis: ['ask the collective for its key by another way than the log, then: tend witness add ORIGIN --key VKEY'],
    },
  ],
  'wrong-empty-root': [
    'CHANGELOG_INVALID',
    'its head says that it has no entries, but gives a root of some',
    { tryThis: ['ask the collective that keeps it to look: tend changelog verify'] },
  ],
  'own-newer': [
    'WITNESS_STATE_INVALID',
    'this witness has cosigned newer heads than it remembers: its state folder is an old copy, or another machine has the same key',
    { tryThis: ['put the newest state folder back', 'where it is lost: tend witness init --name NEW-NAME'] },
  ],
  'clock-behind': [
    'WITNESS_STATE_INVALID',
    'the clock of this machine stands before the cosignature given last',
    { tryThis: ['set the clock: timedatectl'] },
  ],
  'other-size': ['LOCK_HELD', 'another process of this witness cosigned meanwhile', { tryThis: ['run it again'] }],
  busy: ['LOCK_HELD', 'other processes of this witness were faster each time', { tryThis: ['run it again'] }],
};
