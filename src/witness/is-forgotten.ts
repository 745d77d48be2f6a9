import { parseCheckpoint } from '../tlog/note/checkpoint.js';
import type { Note } from '../tlog/note/note.js';
import type { VerifierKey } from '../tlog/note/verifier-key.js';
import { verifyNote } from '../tlog/note/verify-note.js';
import type { CosignedHead } from './cosigned-heads.js';

/**
 * The note bears a good cosignature of this witness that the witness does not remember: later or over more entries than
 * `latest`. It happens when a state folder is put back from an old copy, or when two machines use one key.
 */
export function isForgotten(note: Note, own: VerifierKey, latest: CosignedHead | undefined): boolean {
  const time = verifyNote(note, own)?.time;
  const size = parseCheckpoint(note.text)?.size;
  if (time === undefined || size === undefined) return false;
  return !latest || time > latest.time || size > latest.checkpoint.size;
}
