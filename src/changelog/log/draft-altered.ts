import type { Entry } from '../../model/entry.js';
import type { Problem } from '../problem.js';
import type { Draft } from './log.js';

/** The draft that lies there is another one than log.open names. */
export const draftAltered: Problem = {
  code: 'draft-altered',
  says: 'the draft from before there were signatures is not the one that entry 1 took up (certain: that entry names its digest)',
};

/** The draft that log.open names does not lie there any more. */
const draftGone: Problem = {
  code: 'draft-altered',
  says: 'the draft from before there were signatures is gone, which entry 1 took up (certain: that entry names its digest)',
};

/** A draft was never signed; the entry that opens the log names the digest of all of it. */
export function judgeDraft(opening: Entry | undefined, draft: Draft | undefined): Problem | undefined {
  const taken = opening?.type === 'log.open' ? opening.draft : null;
  const isSame = taken === null ? draft === undefined : draft?.sha256 === taken.sha256;
  if (isSame) return undefined;
  return draft ? draftAltered : draftGone;
}
