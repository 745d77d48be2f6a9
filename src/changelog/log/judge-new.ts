import { treeOfSegments } from '../../tlog/tree/tree.js';
import { announced, type LogState } from '../fold/log-state.js';
import type { Problem } from '../problem.js';
import { loadCommitted } from './load-committed.js';
import { growFiles } from './grow-files.js';
import { judgeLines } from './judge-lines.js';
import { parseLine } from './signed-line.js';
import { loadSeen, seenSize } from './load-seen.js';
import type { Log } from './log.js';
import type { Reading } from './reading.js';
import type { SealedLine } from './sealed-line.js';

/** Lines that may stand behind a log, and what the log amounts to with them. */
export interface JudgedLines {
  readonly added: readonly SealedLine[];
  readonly state: LogState;
  /** Paths of the pages that differ now. */
  readonly touched: ReadonlySet<string>;
  /** Those of the wanted lines that the log has already. */
  readonly known: ReadonlySet<string>;
  /** What would be wrong with the log after them. */
  readonly problems: readonly Problem[];
}

/** Judges our own lines as everybody will; what the log has already is left out. */
export async function judgeNew(reading: Reading, log: Log, wanted: readonly SealedLine[]): Promise<JudgedLines> {
  const heads = wanted.map((line) => firstPossible(log, line));
  const { leaves, ids } = await loadSeen(reading.clone, log, heads);
  const known = new Set([...ids].filter((id) => wanted.some((line) => line.id === id)));
  const added = wanted.filter(({ id }) => !known.has(id));
  const grown = growFiles(
    log,
    added.map(({ line }) => line),
  );
  const loaded = new Map([...leaves, ...grown.leaves]);
  const tree = treeOfSegments({ size: log.state.size + added.length, segmentRoots: grown.roots, loaded });
  const texts = added.map(({ line }) => Buffer.from(line));
  const committed = await loadCommitted(reading.clone, log, texts);
  const judging = { reading, state: log.state, tree, ids, committed };
  const judged = judgeLines(
    judging,
    added.map(({ line }) => parseLine(line)),
  );
  const { state, touched } = judged;
  return { added, state, touched, known, problems: judged.problems };
}

/** Before this size of the log an entry cannot stand there: it knew that head, or tells of an intent that came later. */
function firstPossible({ state }: Log, { entry }: SealedLine): number {
  return entry.type === 'outcome' ? (announced(state, entry.intent)?.position ?? 0) : seenSize({ entry });
}
