import { parseCheckpoint } from '../../tlog/note/checkpoint.js';
import { parseNote, type Note } from '../../tlog/note/note.js';
import { verifyNote } from '../../tlog/note/verify-note.js';
import { isSameHash } from '../../tlog/tree/hash.js';
import { rootAt, type Tree } from '../../tlog/tree/tree.js';
import type { LogState } from '../fold/log-state.js';
import type { Problem } from '../problem.js';
import { headSigners } from './note-key-of.js';

/** A head as it was found: a checkpoint with signatures that nobody has checked yet. */
export interface Head {
  readonly text: string;
  readonly note: Note;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Reads a head of this log; a problem where it is none. */
export function parseHead(text: string, origin: string): Head | { readonly problem: Problem } {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  if (!note || !checkpoint) return { problem: { code: 'head-malformed', says: 'log/checkpoint is not a signed head' } };
  const { size, root } = checkpoint;
  if (checkpoint.origin === origin) return { text, note, size, root };
  const says = `log/checkpoint is the head of another log, ${checkpoint.origin}`;
  return { problem: { code: 'head-other-log', says } };
}

/** Whether a head is one that a writer of this log could sign: by a key that counted then, over these very entries. */
export function judgeHead(head: Head, log: SignedLog): Problem | undefined {
  const { size, root } = head;
  const { tree } = log;
  if (size > tree.size) {
    const says = `the head covers ${size} entries, but only ${tree.size} are here: ${size - tree.size} were taken away`;
    return { code: 'truncated', says: isSigned(head, log) ? says : `${says}, or somebody made up that head` };
  }
  if (!isSigned(head, log)) {
    const says = `the head over ${size} entries is signed by nobody who may write in this log, or was changed after it was signed`;
    return { code: 'head-unsigned', says };
  }
  if (isSameHash(rootAt(tree, size), root)) return undefined;
  const says = `the first ${size} entries are not those that were signed: some were changed, dropped, put in or swapped`;
  return { code: 'head-wrong-root', says };
}

/** What a head is judged by. */
export interface SignedLog {
  readonly state: LogState;
  readonly tree: Tree;
  readonly origin: string;
}

/** Whether a key signed a head that could write in this log then. */
export function isSigned({ note, size }: Head, { state, origin }: Pick<SignedLog, 'state' | 'origin'>): boolean {
  return headSigners(state, origin, size).some((key) => verifyNote(note, key));
}
