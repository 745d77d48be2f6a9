import type { EntryId } from '../../model/brand.js';
import type { Entry } from '../../model/entry.js';
import { entryProblem, type Problem } from '../problem.js';
import type { FoldContext } from './fold-context.js';
import { foldKeys } from './fold-keys.js';
import { foldPolicy } from './fold-policy.js';
import { foldTwoPhases } from './fold-two-phases.js';
import { judgeKey } from './judge-key.js';
import { judgeSeenHead } from './judge-seen-head.js';
import { judgeTimes, noteChecked } from './judge-times.js';
import type { LogState } from './log-state.js';
import type { SignedEntry } from './signed-entry.js';
import { keepTime, limitTimes, noteTime, seenBy } from './times.js';

/** Judges the next entry by all before it, and takes it in. What is wrong is in the answer; then nothing was taken in. */
export function foldEntry(state: LogState, signed: SignedEntry, context: FoldContext): Problem[] {
  const { entry } = signed;
  const { rootKeys } = state;
  const seen = seenBy(state, signed);
  const problems = [
    ...judgePlace(state, signed, context),
    ...judgeKey(state, signed, context),
    ...judgeSeenHead(state, signed, context),
    ...judgeTimes(state, signed),
  ];
  if (problems.length === 0) problems.push(...takeIn(state, signed, context));
  if (problems.length > 0) return problems;
  noteTime(state, signed, seen);
  noteChecked(state, entry.time);
  const isInForce = (entry.type === 'policy' || entry.type === 'approve') && state.rootKeys !== rootKeys;
  if (isInForce) limitTimes(state, entry.time);
  addToPages(state, signed, context);
  keepPlace(state, context, signed);
  return [];
}

/** Counts a line, also one that is wrong but stays where it is; of one that cannot be read there is no entry. */
export function keepPlace(
  state: LogState,
  { ids, committed }: Pick<FoldContext, 'ids' | 'committed'>,
  { entry, id }: { readonly entry?: Entry | undefined; readonly id?: EntryId | undefined },
): void {
  if (id !== undefined) ids.add(id);
  if (id !== undefined && entry) committed.note(id, entry);
  keepTime(state, entry?.time);
}

function addToPages({ pages }: LogState, signed: SignedEntry, { contents, touched }: FoldContext): void {
  for (const path of contents.addToPages(pages, signed)) touched.add(path);
}

function judgePlace(state: LogState, signed: SignedEntry, { origin, ids }: FoldContext): Problem[] {
  const { entry, id } = signed;
  if (entry.log !== origin) return [entryProblem('entry-other-log', signed, `belongs to another log, ${entry.log}`)];
  if (ids.has(id)) return [entryProblem('entry-twice', signed, 'stands here a second time')];
  if (state.closed) return [entryProblem('log-closed', signed, 'stands behind the end of the log')];
  if (state.opened === null && entry.type !== 'log.open')
    return [entryProblem('log-not-opened', signed, 'stands where the log is not opened yet')];
  return [];
}

function takeIn(state: LogState, signed: SignedEntry, context: FoldContext): Problem[] {
  const { entry } = signed;
  switch (entry.type) {
    case 'log.open':
    case 'key.add':
    case 'key.revoke':
      return foldKeys(state, signed, entry);
    case 'policy':
    case 'approve':
    case 'erase':
      return foldPolicy(state, signed, { entry, committed: context.committed });
    case 'intent':
    case 'outcome':
    case 'breakglass':
    case 'confirm':
      return foldTwoPhases(state, signed, { entry, contents: context.contents });
    case 'fork':
      state.forks.push(...entry.heads.map(({ size, root }) => `${size} ${root}`));
      return [];
    case 'log.close':
      state.closed = true;
      return [];
    default:
      return [];
  }
}
