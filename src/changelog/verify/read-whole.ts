import type { Commit } from '../../model/brand.js';
import type { LoggedEntry } from '../../model/contents.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { listTree, type TreeFile } from '../clone/list-tree.js';
import { readBlobs } from '../clone/read-blobs.js';
import { streamBlobs } from '../clone/stream-blobs.js';
import type { LogState } from '../fold/log-state.js';
import { parseHead } from '../heads/head.js';
import { findSegments } from '../log/find-segments.js';
import type { GrowingTree } from '../log/growing-tree.js';
import type { Draft } from '../log/log.js';
import { readDraft } from '../log/read-draft.js';
import { checkTexts, type CheckedText } from '../log/check-texts.js';
import type { Reading } from '../log/reading.js';
import { draftFolder, entriesPerSegment, segmentPath } from '../log/segment-path.js';
import type { Problem } from '../problem.js';
import type { SeenHeads } from './seen-heads.js';
import type { DetailedEntry } from './verify-details.js';
import { verifyEnd } from './verify-end.js';
import { verifyFiles } from './verify-files.js';
import { beginWhole, takeText, type WholeHead, type WholeReader } from './whole-reader.js';

/** A log as it lies in a commit, read from its first byte, with everything that is wrong with it. */
export interface WholeLog {
  readonly files: readonly TreeFile[];
  /** Files of entries. */
  readonly segments: readonly TreeFile[];
  readonly tree: GrowingTree;
  /** Leaf hashes, packed. */
  readonly leaves: Uint8Array;
  readonly state: LogState;
  /** The entry that says it opens the log. */
  readonly opening?: LoggedEntry['entry'];
  readonly draft?: Draft;
  /** Text of the last file while it is not full. */
  readonly tail: string;
  /** Entries that committed to texts beside the log. */
  readonly detailed: readonly DetailedEntry[];
  /** Heads that entries have seen: they vouch for what stands before them. */
  readonly seen: SeenHeads;
  readonly head?: Exclude<WholeHead, undefined>;
  readonly problems: readonly Problem[];
  /** Lines behind the signed head that are none of this log: the next writer leaves them out. */
  readonly junk: readonly Problem[];
}

/** Reads and judges every line of a commit; trusts nothing that is kept here. */
export async function readWhole(reading: Reading, commit: Commit): Promise<WholeLog> {
  const { clone } = reading;
  const files = await listTree(clone, commit);
  const { segments, problems } = verifyFiles(files);
  const head = await readCheckpoint(reading, files);
  const found = await readDraft(clone, findDraft(files));
  const whole = beginWhole(reading, head, found);
  const last = await takeFiles(whole, reading, segments);
  const { judge, tree, leaves, detailed, seen, junk, opening } = whole;
  return {
    files,
    segments,
    tree,
    leaves: Buffer.concat(leaves),
    state: judge.state,
    ...given({ opening, draft: found?.draft }),
    tail: tailOf(last),
    detailed,
    seen,
    ...given({ head }),
    problems: [...problems, ...whole.problems],
    junk,
  };
}

/** Takes in file after file; gives the last one. */
async function takeFiles(
  whole: WholeReader,
  { clone, workers, progress }: Reading,
  segments: readonly TreeFile[],
): Promise<CheckedText | undefined> {
  const objects = segments.map(({ object }) => object);
  let segment = 0;
  let last: CheckedText | undefined;
  for await (const text of checkTexts(streamBlobs(clone, objects), workers)) {
    const covered = takeText(whole, text);
    const isEnd = whole.judge.state.size >= whole.signed || segment === segments.length - 1;
    verifyEnd(whole, text, { path: segmentPath(segment), covered, isEnd });
    segment += 1;
    last = text;
    progress?.(segment, segments.length);
  }
  return last;
}

function tailOf(last: CheckedText | undefined): string {
  return last && last.lines.length < entriesPerSegment ? Buffer.from(last.bytes).toString('utf8') : '';
}

async function readCheckpoint({ clone, origin }: Reading, files: readonly TreeFile[]): Promise<WholeHead> {
  const file = files.find(({ path, type }) => path === 'log/checkpoint' && type === 'blob');
  if (!file) return undefined;
  const [bytes] = file.size <= largestHead ? await readBlobs(clone, [file.object]) : [];
  return parseHead(Buffer.from(bytes ?? []).toString('utf8'), origin);
}

const largestHead = 65_536;

/** The files of the draft; none where something else lies among them: then they are not those that were taken up. */
function findDraft(files: readonly TreeFile[]): TreeFile[] {
  try {
    return findSegments(files, draftFolder);
  } catch (error) {
    if (error instanceof KnownError) return [];
    throw error;
  }
}
