import { encodeBase64 } from '../../tlog/base64.js';
import { rootAt, type Tree } from '../../tlog/tree/tree.js';
import type { Committed } from '../fold/fold-context.js';
import { foldEntry, keepPlace } from '../fold/fold-entry.js';
import type { LogState } from '../fold/log-state.js';
import { entryProblem, type Problem } from '../problem.js';
import { makeCommitted } from './load-committed.js';
import { lineFaults } from './line-faults.js';
import type { FaultyLine, ReadLine } from './signed-line.js';
import type { Reading } from './reading.js';

/** What is judged by: what the entries so far amount to, the tree with the new lines in it, ids that could be repeated. */
export interface Judging {
  readonly reading: Pick<Reading, 'origin' | 'contents'>;
  readonly state: LogState;
  readonly tree: Tree;
  readonly ids: ReadonlySet<string>;
  /** What entries before these lines committed to; none: only that of the lines. */
  readonly committed?: Committed;
}

/** Judges lines in their order, each by all before it. */
export interface Judge {
  /** What the lines so far amount to. */
  readonly state: LogState;
  /** Paths of the pages that differ now. */
  readonly touched: ReadonlySet<string>;
  /** The root (base64) that this log had at that size; undefined where it never had it. */
  readonly rootAt: (size: number) => string | undefined;
  /** What is wrong with a line at the next place; it is taken in only where nothing is. */
  take(line: ReadLine): Problem[];
  /** Lets a wrong line keep its place: those behind it count on. */
  leave(line: ReadLine): void;
}

/** A judge of what follows; `state` and `ids` stay as they are. */
export function makeJudge({ reading, state: before, tree, ids, committed = makeCommitted() }: Judging): Judge {
  const state = structuredClone(before);
  const touched = new Set<string>();
  const context = { ...reading, ids: new Set(ids), touched, committed, rootAt: makeRootAt(tree) };
  return {
    state,
    touched,
    rootAt: context.rootAt,
    take: (line) =>
      'fault' in line ? [lineProblem(line, state.size)] : foldEntry(state, { position: state.size, ...line }, context),
    leave: ({ entry, id }) => keepPlace(state, context, { entry, id }),
  };
}

/** Many entries have seen the same head. */
function makeRootAt(tree: Tree): (size: number) => string | undefined {
  const roots = new Map<number, string>();
  return (size) => {
    if (size > tree.size) return undefined;
    const known = roots.get(size) ?? encodeBase64(rootAt(tree, size));
    if (roots.size > rememberedRoots) roots.clear();
    roots.set(size, known);
    return known;
  };
}

/** Those who saw the same head mostly write one after the other. */
const rememberedRoots = 100;

/** What is wrong with a line by itself. */
function lineProblem({ fault, where, entry, id }: FaultyLine, position: number): Problem {
  const code = fault === 'bad-signature' ? 'altered' : (`line-${fault}` as const);
  if (entry && id !== undefined) return entryProblem(code, { position, id, entry }, lineFaults[fault]);
  return {
    code,
    entry: position + 1,
    says: `entry ${position + 1} ${lineFaults[fault]}${where ? ` (at ${where})` : ''}`,
  };
}
