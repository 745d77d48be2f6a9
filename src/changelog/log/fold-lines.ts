import type { Commit } from '../../model/brand.js';
import { given } from '../../model/given.js';
import { judgeHead, parseHead, type Head } from '../heads/head.js';
import { hashLines } from '../../tlog/tree/hash-segment.js';
import type { Problem } from '../problem.js';
import { loadCommitted } from './load-committed.js';
import { judgeDraft } from './draft-altered.js';
import { invalidLog } from './invalid-log.js';
import { makeGrowingTree } from './growing-tree.js';
import { makeGrowth, type Growth } from './growth.js';
import { makeJudge, type Judge } from './judge.js';
import { parseCheckedLine, type ReadLine } from './signed-line.js';
import { linesOf } from './lines-of.js';
import { loadSeen, seenSize, type Seen } from './load-seen.js';
import type { Draft, Log } from './log.js';
import { checkTexts, type CheckedText } from './check-texts.js';
import type { Reading } from './reading.js';

/** What a commit holds beyond the files that are known. */
export interface NewPart {
  readonly commit: Commit;
  /** Lines behind the known ones, file by file. */
  readonly texts: readonly Uint8Array[];
  readonly checkpoint?: string;
  /** Git's objects of all files of entries, as they are. */
  readonly objects: readonly string[];
  readonly readme?: string;
}

/**
 * Judges new lines one after the other. Those within the signed head must all be good (CHANGELOG_INVALID); behind it,
 * what nobody has signed for is not log yet: lines that fail are left out.
 */
export async function foldLines(reading: Reading, known: Log, part: NewPart): Promise<Log> {
  const head = newHead(reading, known, part);
  const seen = await loadSeen(reading.clone, known, seenSizes(known, part));
  const tree = makeGrowingTree({ roots: known.roots, leaves: withTail(known, seen) });
  const committed = await loadCommitted(reading.clone, known, part.texts);
  const judge = makeJudge({ reading, state: known.state, tree, ids: seen.ids, committed });
  const signed = head?.size ?? known.signed;
  const taking: Taking = { judge, tree, growth: makeGrowth(known), signed, draft: known.draft };
  for await (const text of checkTexts(part.texts, reading.workers)) takeGood(taking, text);
  const problem = head && judgeHead(head, { state: judge.state, tree, origin: reading.origin });
  if (problem) throw invalidLog(problem);
  return joinLog(known, part, taking);
}

/** The signed head, where it is another than the known one; it never goes back. */
function newHead({ origin }: Reading, known: Log, { checkpoint, texts }: NewPart): Head | undefined {
  if (checkpoint === known.checkpoint) return undefined;
  const head = parseHead(checkpoint ?? '', origin);
  if ('problem' in head) throw invalidLog(head.problem);
  const there = texts.reduce((count, text) => count + countLines(text), known.state.size);
  if (head.size >= known.signed && head.size <= there) return head;
  const says =
    head.size > there
      ? `the signed head covers ${head.size} entries, but only ${there} are there`
      : `its signed head went back from ${known.signed} entries to ${head.size}`;
  throw invalidLog({ code: 'truncated', says });
}

function countLines(text: Uint8Array): number {
  let lines = text.length > 0 && text.at(-1) !== newline ? 1 : 0;
  for (let at = text.indexOf(newline); at >= 0; at = text.indexOf(newline, at + 1)) lines++;
  return lines;
}

const newline = 10;

/** What new lines have seen, as far as it is older than they are. What cannot be read has seen nothing. */
function seenSizes(known: Log, { texts }: NewPart): number[] {
  if (known.state.size === 0) return [];
  return texts.flatMap((text) => linesOf(text).map(seenBefore));
}

function seenBefore(line: string): number {
  try {
    return seenSize(parseCheckedLine(line));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function withTail({ roots, tail }: Log, { leaves }: Seen): Map<number, Uint8Array> {
  const last: [number, Uint8Array][] = tail === '' ? [] : [[roots.length / 32, hashLines(Buffer.from(tail))]];
  return new Map([...leaves, ...last]);
}

interface Taking {
  readonly judge: Judge;
  readonly tree: ReturnType<typeof makeGrowingTree>;
  readonly growth: Growth;
  readonly signed: number;
  readonly draft: Draft | undefined;
}

/** Another draft than the first entry took up is not that log's. */
function judgeOpening({ entry }: ReadLine, draft: Draft | undefined): Problem[] {
  const problem = entry?.type === 'log.open' ? judgeDraft(entry, draft) : undefined;
  return problem ? [problem] : [];
}

/** A line that fails is left out, and those behind it are judged as if it had never been there. */
function takeGood({ judge, tree, growth, signed, draft }: Taking, { bytes, lines, hashes }: CheckedText): void {
  const texts = linesOf(bytes);
  for (const [index, read] of lines.entries()) {
    const [problem] = [...judge.take(read), ...judgeOpening(read, draft)];
    if (problem && judge.state.size < signed) throw invalidLog(problem);
    if (problem) continue;
    tree.add(hashes.subarray(index * 32, (index + 1) * 32));
    growth.add(texts[index] ?? '');
  }
}

function joinLog(known: Log, part: NewPart, { judge, growth, signed }: Taking): Log {
  const { segments, roots, tail } = growth.grown();
  return {
    commit: part.commit,
    state: judge.state,
    segments,
    roots,
    tail,
    signed,
    hasJunk: segments.join() !== part.objects.join(),
    ...given({
      strayFiles: part.objects.length > segments.length ? part.objects.length : undefined,
      checkpoint: part.checkpoint,
      draft: known.draft,
      readme: part.readme,
    }),
  };
}
