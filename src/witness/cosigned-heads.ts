import { KnownError } from '../model/known-error.js';
import { parseCheckpoint, type Checkpoint } from '../tlog/note/checkpoint.js';
import { parseNote } from '../tlog/note/note.js';
import type { VerifierKey } from '../tlog/note/verifier-key.js';
import { verifyNote } from '../tlog/note/verify-note.js';
import type { Claims } from '../tools/claims.js';
import type { Files } from '../tools/files.js';
import { originHash } from './origin-hash.js';

/** A head as this witness cosigned it. */
export interface CosignedHead {
  /** Counts the heads of its log, from 1. */
  readonly number: number;
  readonly checkpoint: Checkpoint;
  /** When it was cosigned, in seconds since 1970. */
  readonly time: number;
  /** The whole note: the log's signatures that counted, and the witness's. */
  readonly note: string;
}

/** What a witness remembers, one line of heads a log. */
export interface CosignedHeads {
  /** The head cosigned last; undefined before the first. A KnownError where the state is not what this witness wrote. */
  latest(origin: string): Promise<CosignedHead | undefined>;
  /**
   * Takes the place after `latest` for a note. False: somebody else took it, what was judged by `latest` does not hold any more.
   * Once this is true the note may leave the house.
   */
  advance(origin: string, latest: CosignedHead | undefined, note: string): Promise<boolean>;
}

export interface StateTools {
  readonly files: Pick<Files, 'list' | 'readText' | 'remove'>;
  readonly claims: Claims;
}

/** Heads before the last one that are kept, for people. */
const kept = 16;
const digits = 12;

/**
 * The heads in a folder, `<origin hash>/000000000017` each a file that can be made once only. So of two that judged by the
 * same head, requests or processes, one wins and the other judges anew, and nothing is half done when the power goes.
 */
export function openCosignedHeads({ files, claims }: StateTools, folder: string, own: VerifierKey): CosignedHeads {
  const folderOf = (origin: string) => `${folder}/${originHash(origin)}`;
  const numbers = async (origin: string) =>
    (await files.list(folderOf(origin))).map(({ name }) => (/^\d{12}$/.test(name) ? Number(name) : 0));

  async function latest(origin: string): Promise<CosignedHead | undefined> {
    const number = Math.max(0, ...(await numbers(origin)));
    if (number === 0) return undefined;
    const path = `${folderOf(origin)}/${nameOf(number)}`;
    const text = await files.readText(path);
    if (text === undefined) return latest(origin); // Cleared away while this was reading: there are newer ones.
    const head = parseHead(number, text, own);
    if (head?.checkpoint.origin === origin) return head;
    throw new KnownError('WITNESS_STATE_INVALID', `${path}: not a head that this witness cosigned`, {
      tryThis: [
        'put the file back from a copy that is not older',
        'else make a new witness: tend witness init --name NEW-NAME',
      ],
    });
  }

  async function advance(origin: string, before: CosignedHead | undefined, note: string): Promise<boolean> {
    const number = (before?.number ?? 0) + 1;
    if (!(await claims.claim(`${folderOf(origin)}/${nameOf(number)}`, note))) return false;
    const all = await numbers(origin);
    // Whoever slept for long may have taken a place that was cleared away since.
    if (Math.max(...all) !== number) return false;
    const old = all.filter((each) => each > 0 && each < number - kept);
    await Promise.all(old.map((each) => files.remove(`${folderOf(origin)}/${nameOf(each)}`)));
    return true;
  }

  return { latest, advance };
}

/** Reads a note back and checks that it is one of ours. */
function parseHead(number: number, text: string, own: VerifierKey): CosignedHead | undefined {
  const note = parseNote(text);
  const checkpoint = note && parseCheckpoint(note.text);
  const time = note && verifyNote(note, own)?.time;
  return checkpoint && time !== undefined ? { number, checkpoint, time, note: text } : undefined;
}

function nameOf(number: number): string {
  return String(number).padStart(digits, '0');
}
