import type { EntryId } from '../../model/brand.js';
import type { LoggedEntry } from '../../model/contents.js';
import type { Committed } from '../fold/fold-context.js';
import { newLogState } from '../fold/log-state.js';
import type { Head } from '../heads/head.js';
import { makeGrowingTree, type GrowingTree } from '../log/growing-tree.js';
import { makeJudge, type Judge } from '../log/judge.js';
import type { ReadLine } from '../log/signed-line.js';
import type { FoundDraft } from '../log/read-draft.js';
import type { CheckedText } from '../log/check-texts.js';
import type { Reading } from '../log/reading.js';
import type { Problem } from '../problem.js';
import { noteSeen, type SeenHeads } from './seen-heads.js';
import { detailedEntry, type DetailedEntry } from './verify-details.js';

/** log/checkpoint, if there is a head of this log in it. */
export type WholeHead = Head | { readonly problem: Problem } | undefined;

/** A log while it is read. */
export interface WholeReader {
  readonly judge: Judge;
  readonly tree: GrowingTree;
  readonly leaves: Uint8Array[];
  /** Entries that the head covers; all of them where there is no head to say so. */
  readonly signed: number;
  readonly problems: Problem[];
  readonly junk: Problem[];
  readonly detailed: DetailedEntry[];
  readonly seen: SeenHeads;
  opening?: LoggedEntry['entry'];
}

/** Before any line; `head` says how many entries are signed. */
export function beginWhole({ origin, contents }: Reading, head: WholeHead, found: FoundDraft | undefined): WholeReader {
  const state = newLogState(contents.newPages(origin));
  for (const logged of found?.entries ?? []) contents.addToPages(state.pages, logged);
  const tree = makeGrowingTree();
  const detailed = (found?.entries ?? []).flatMap((logged) => detailedEntry(logged) ?? []);
  const committed = committedOf(detailed);
  const judge = makeJudge({ reading: { origin, contents }, state, tree, ids: new Set(), committed });
  const signed = !head || 'problem' in head ? Number.POSITIVE_INFINITY : head.size;
  const seen = { intact: 0, broken: [] };
  return { judge, tree, leaves: [], signed, problems: [], junk: [], detailed, seen };
}

/** What is noted anyway, put in order only where something is to be erased. */
function committedOf(detailed: readonly DetailedEntry[]): Committed {
  const byId = new Map<EntryId, readonly string[]>();
  let taken = 0;
  return {
    of(id) {
      for (; taken < detailed.length; taken++) {
        const next = detailed[taken];
        if (next) byId.set(next.id, next.commitments);
      }
      return byId.get(id);
    },
    note: () => undefined,
  };
}

/** Within the head what is wrong keeps its place; behind it, it is left out, as the next writer will. How many are within. */
export function takeText(reader: WholeReader, { lines, hashes }: CheckedText): number {
  const covered = Math.max(0, Math.min(lines.length, reader.signed - reader.judge.state.size));
  addLeaves(reader, hashes.subarray(0, covered * hashSize));
  for (const line of lines.slice(0, covered)) takeSigned(reader, line);
  for (const [index, line] of lines.slice(covered).entries()) {
    const at = (covered + index) * hashSize;
    if (takeUnsigned(reader, line)) addLeaves(reader, hashes.subarray(at, at + hashSize));
  }
  return covered;
}

function addLeaves({ leaves, tree }: WholeReader, hashes: Uint8Array): void {
  leaves.push(hashes);
  tree.add(hashes);
}

function takeSigned(reader: WholeReader, read: ReadLine): void {
  const problems = reader.judge.take(read);
  reader.problems.push(...problems);
  if (problems.length > 0) reader.judge.leave(read);
  noteEntry(reader, read);
}

function takeUnsigned(reader: WholeReader, read: ReadLine): boolean {
  const problems = reader.judge.take(read);
  reader.junk.push(...problems);
  if (problems.length === 0) noteEntry(reader, read);
  return problems.length === 0;
}

const hashSize = 32;

/** Keeps of an entry, which has its place now, what is needed when all are read; not the entry. */
function noteEntry(reader: WholeReader, read: ReadLine): void {
  if (read.entry === undefined || read.id === undefined) return;
  const { id, entry } = read;
  const position = reader.judge.state.size - 1;
  if (position === 0) reader.opening = entry;
  if (!('fault' in read)) noteSeen(reader.seen, { position, ...read }, reader.judge);
  const detailed = detailedEntry({ position, id, entry });
  if (detailed) reader.detailed.push(detailed);
}
