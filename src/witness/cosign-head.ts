import { formatNote, type Note } from '../tlog/note/note.js';
import { cosignNote } from '../tlog/note/sign-note.js';
import type { VerifierKey } from '../tlog/note/verifier-key.js';
import type { CosignedHead } from './cosigned-heads.js';
import { judgeOffered, type Refusal } from './judge-offered.js';
import type { OfferedHead } from './parse-add-checkpoint.js';
import type { Witness } from './witness.js';

/** A cosignature, and all that belongs to it. */
export interface Cosignature {
  /** The witness's signature line, without newline. */
  readonly line: string;
  /** The head with the log's signatures and this one. */
  readonly note: string;
  /** Seconds since 1970. */
  readonly time: number;
  /** The head cosigned before. */
  readonly latest: CosignedHead | undefined;
}

export interface Refused {
  readonly refusal: Refusal | 'clock-behind' | 'busy';
  /** The head cosigned last. */
  readonly latest: CosignedHead | undefined;
}

/** So many others may be faster, one after the other, before somebody is told to come again. */
const mostTries = 100;
/** A clock may be set back a little; behind that the times of cosignatures would be made up. */
const clockSlack = 300;

/**
 * Judges a head and cosigns it: remembered first, for good, and only then given out. `keys` may sign heads of this log.
 * KnownError where the witness's state cannot be trusted.
 */
export async function cosignHead(
  witness: Witness,
  offered: OfferedHead,
  keys: readonly VerifierKey[],
): Promise<Cosignature | Refused> {
  let latest: CosignedHead | undefined;
  for (let tries = 0; tries < mostTries; tries++) {
    latest = await witness.heads.latest(offered.checkpoint.origin);
    const refusal = judgeOffered(offered, { keys, own: witness.key, latest });
    if (refusal) return { refusal, latest };
    const now = witness.now();
    if (latest && now < latest.time - clockSlack) return { refusal: 'clock-behind', latest };
    const time = Math.max(now, latest?.time ?? 0);
    const line = await cosignNote(offered.note.text, witness.key, { time, sign: witness.sign });
    const note = formatNote(offered.note.text, [...linesOf(offered.note, keys), line]);
    if (await witness.heads.advance(offered.checkpoint.origin, latest, note)) return { line, note, time, latest };
  }
  return { refusal: 'busy', latest };
}

/** The signatures that counted; what else somebody hung on to the note is not passed on. */
function linesOf(note: Note, keys: readonly VerifierKey[]): string[] {
  const counted = note.signatures.filter(({ name, id }) => keys.some((key) => key.name === name && key.id === id));
  return [...new Set(counted.map(({ line }) => line))];
}
