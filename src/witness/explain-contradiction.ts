import type { ErrorCode } from '../model/error-codes.js';
import { KnownError } from '../model/known-error.js';
import { encodeBase64 } from '../tlog/base64.js';
import type { Checkpoint } from '../tlog/note/checkpoint.js';
import type { CosignedHead } from './cosigned-heads.js';
import type { KeptEvidence } from './evidence.js';
import type { OfferedHead } from './parse-add-checkpoint.js';

export interface Contradiction {
  readonly refusal: 'old-above-size' | 'other-root' | 'inconsistent';
  readonly cosigned: CosignedHead;
  readonly offered: OfferedHead;
  /** The offered head is signed by a key that was known before it came. */
  readonly byKnownKey: boolean;
  readonly kept: KeptEvidence;
}

/** What people are told where a log contradicts the head that was cosigned of it. */
export function explainContradiction({ refusal, cosigned, offered, byKnownKey, kept }: Contradiction): KnownError {
  const { origin } = offered.checkpoint;
  const [code, what] = isOnlyUnproven(refusal, kept) ? unproven : says[refusal];
  return new KnownError(code, `${origin}: ${what}; it was not cosigned`, {
    details: [
      `cosigned: ${describe(cosigned.checkpoint)}`,
      `found now: ${describe(offered.checkpoint)}`,
      byKnownKey
        ? 'both are signed by keys of the log'
        : 'the second is signed by a key that was not known: others than the collective may have written there',
      `both heads are kept in ${kept.folder}`,
    ],
    tryThis: [next(refusal, kept)],
  });
}

const says: Readonly<Record<Contradiction['refusal'], readonly [ErrorCode, string]>> = {
  'old-above-size': ['CHANGELOG_TRUNCATED', 'the log is shorter than it was, entries were cut off'],
  'other-root': ['CHANGELOG_FORKED', 'the log has as many entries as before, but others'],
  inconsistent: ['CHANGELOG_FORKED', 'the log has grown, but on other entries than before'],
};

const unproven = ['CHANGELOG_INVALID', 'nothing shows that the log continues what was cosigned of it'] as const;

/** A proof that is only bad shows neither that a log grew nor that it forked. */
function isOnlyUnproven(refusal: Contradiction['refusal'], { proof }: KeptEvidence): boolean {
  return refusal === 'inconsistent' && proof === undefined;
}

function next(refusal: Contradiction['refusal'], { proof }: KeptEvidence): string {
  if (refusal === 'old-above-size')
    return 'ask the collective whether its log was put back from a copy; a mirror that lags behind heals by itself';
  const people = 'the collective and its other witnesses';
  return proof === undefined
    ? `show both heads to ${people}`
    : `show ${proof} to ${people}; everybody can check it: tend changelog check-proof ${proof} --policy trust.policy`;
}

function describe({ size, root }: Checkpoint): string {
  return `${size} ${size === 1 ? 'entry' : 'entries'}, root ${encodeBase64(root)}`;
}
