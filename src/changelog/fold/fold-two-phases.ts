import type { EntryId } from '../../model/brand.js';
import type { Contents } from '../../model/contents.js';
import type { IntentEntry, OutcomeEntry } from '../../model/entry.js';
import { keysOf } from '../../model/keys-of.js';
import type { BreakglassEntry, ConfirmEntry } from '../../model/log-entry.js';
import { entryProblem, type Problem } from '../problem.js';
import type { SignedEntry } from './signed-entry.js';
import { keyOf } from './key-of.js';
import { announced, type LogState, type OpenIntent } from './log-state.js';
import { rememberedFingerprint, oneTimeKey } from './one-time-key.js';
import { isEarlier, sureTime } from './times.js';

/** Intents whose outcomes are remembered after the last was told. */
const rememberedIntents = 256;

/** Intents that others closed: so many runs can still tell themselves what came of them. */
const rememberedClosed = 64;

interface Phase {
  readonly entry: IntentEntry | OutcomeEntry | BreakglassEntry | ConfirmEntry;
  readonly contents: Contents;
}

/** Announcements, what came of them, and steps that were taken without witnesses. */
export function foldTwoPhases(state: LogState, signed: SignedEntry, { entry, contents }: Phase): Problem[] {
  switch (entry.type) {
    case 'intent':
      return foldIntent(state, signed, entry);
    case 'outcome':
      return foldOutcome(state, signed, { entry, contents });
    case 'breakglass':
      return foldBreakglass(state, signed, entry);
    case 'confirm':
      return foldConfirm(state, signed, entry);
  }
}

function foldIntent(state: LogState, signed: SignedEntry, intent: IntentEntry): Problem[] {
  const key = rememberedFingerprint(intent.outcomeKey);
  if (key === undefined || keyOf(state, key))
    return [
      entryProblem('one-time-key-misused', signed, 'names a key for its outcomes that is not one for this run alone'),
    ];
  state.intents[signed.id] = { position: signed.position, intent, told: [], byOthers: [] };
  return [];
}

function foldOutcome(
  state: LogState,
  signed: SignedEntry,
  { entry, contents }: { entry: OutcomeEntry; contents: Contents },
): Problem[] {
  const open = announced(state, entry.intent);
  if (!open) return [withoutIntent(state, signed, entry)];
  const problem = judgeOutcome(state, signed, { entry, open, contents });
  if (problem) return [problem];
  takeWord(open, signed, entry);
  if (open.told.length === open.intent.steps.length) closeIntent(state, entry.intent, open);
  return [];
}

/** The word of the run itself takes the place of that of others, never the other way round. */
function takeWord(open: OpenIntent, signed: SignedEntry, { step }: OutcomeEntry): void {
  if (!open.told.includes(step)) open.told.push(step);
  if (signed.k !== oneTimeKey(open)) open.byOthers.push(step);
  else if (open.byOthers.includes(step)) open.byOthers.splice(open.byOthers.indexOf(step), 1);
}

function withoutIntent(state: LogState, signed: SignedEntry, entry: OutcomeEntry): Problem {
  return state.told.includes(entry.intent)
    ? entryProblem('outcome-twice', signed, 'tells the outcome of a step that already has one')
    : entryProblem(
        'outcome-without-intent',
        signed,
        'tells an outcome of something that is not announced and open here',
      );
}

function judgeOutcome(
  state: LogState,
  signed: SignedEntry,
  { entry, open, contents }: { entry: OutcomeEntry; open: OpenIntent; contents: Contents },
): Problem | undefined {
  const isLate = signed.k !== oneTimeKey(open);
  if (open.told.includes(entry.step) && (isLate || !open.byOthers.includes(entry.step)))
    return entryProblem('outcome-twice', signed, 'tells the outcome of a step that already has one');
  const misfit = contents.misfit(entry, open.intent);
  if (misfit !== undefined)
    return entryProblem('outcome-of-other-step', signed, `${misfit} (entry ${open.position + 1})`);
  if (isEarlier(entry.time, open.intent.time) && isEarlier(entry.time, sureTime(state, open.position + 1) ?? ''))
    return entryProblem('backdated', signed, `bears a time before its announcement (${open.intent.time})`);
  // Only the run itself saw what came of its steps; whoever closes them later can only say what is there now.
  if (!isLate && entry.actor !== open.intent.actor)
    return entryProblem('wrong-actor', signed, `tells what came of a run of ${open.intent.actor}`);
  if (isLate && entry.result !== 'unknown' && entry.result !== 'aborted')
    return entryProblem(
      'one-time-key-misused',
      signed,
      `says "${entry.result}" without the key that its announcement names`,
    );
  return undefined;
}

function closeIntent(state: LogState, id: EntryId, open: OpenIntent): void {
  const isFirst = id in state.intents;
  delete state.intents[id];
  delete state.closedByOthers[id];
  if (open.byOthers.length > 0) {
    state.closedByOthers[id] = open;
    const [oldest, ...others] = keysOf(state.closedByOthers);
    if (oldest !== undefined && others.length >= rememberedClosed) delete state.closedByOthers[oldest];
  }
  if (!isFirst) return;
  state.told.push(id);
  if (state.told.length > rememberedIntents) state.told.shift();
}

function foldBreakglass(state: LogState, signed: SignedEntry, { intent, actor, time }: BreakglassEntry): Problem[] {
  const open = state.intents[intent];
  if (!open)
    return [entryProblem('outcome-without-intent', signed, 'takes steps that are not announced and open here')];
  if (open.intent.actor !== actor)
    return [entryProblem('wrong-actor', signed, `breaks the glass for steps that ${open.intent.actor} takes`)];
  state.breakglasses[signed.id] = { intent, holder: actor, time, position: signed.position };
  return [];
}

function foldConfirm(state: LogState, signed: SignedEntry, { of, actor }: ConfirmEntry): Problem[] {
  const open = state.breakglasses[of];
  if (!open) return [entryProblem('confirms-nothing', signed, 'confirms something that waits for nobody')];
  if (open.holder === actor)
    return [entryProblem('confirms-nothing', signed, 'confirms what the same person did: a second one must look')];
  delete state.breakglasses[of];
  return [];
}
