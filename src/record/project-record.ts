import type { Commit, EntryId } from '../model/brand.js';
import type { DriftEntry, Entry, IntentEntry, OutcomeEntry, StewardEntry } from '../model/entry.js';
import { given } from '../model/given.js';
import { effectOf } from '../model/step-kinds.js';
import type { Record, RecordedKeep, RecordedStep, RecordedSteward } from '../model/record.js';

/** An entry and its name, wherever it stands. */
export interface RecordedEntry {
  readonly id: EntryId;
  readonly entry: Entry;
}

/** What entries tell about a region, apart from where they were read. */
export type Projection = Omit<Record, 'remote' | 'spooled' | 'fresh'>;

/**
 * Brings announcements and what came of them together; `entries` in log order. The first outcome of a step counts; only where
 * others closed it before the run itself had spoken, the run's own.
 */
export function projectRecord(entries: readonly RecordedEntry[]): Projection {
  const outcomes = outcomesOf(entries);
  const steps = entries.flatMap(({ id, entry }) => (entry.type === 'intent' ? recordedSteps(id, entry, outcomes) : []));
  const history = steps.filter(({ step }) => effectOf(step) !== 'none');
  const lastManifest = findLastManifest(history);
  return {
    size: entries.length,
    history,
    dangling: history.filter((step) => !step.outcome),
    reads: steps.filter(({ step }) => effectOf(step) === 'none'),
    kept: entries.flatMap(({ id, entry }) => (entry.type === 'drift' ? [recordedKeep(id, entry)] : [])),
    stewards: lastStewards(entries),
    unconfirmed: unconfirmed(entries),
    ...given({ lastManifest }),
  };
}

type Outcomes = ReadonlyMap<string, { readonly id: EntryId; readonly entry: OutcomeEntry }>;

/** Break-glasses that wait for a second person. */
function unconfirmed(entries: readonly RecordedEntry[]): NonNullable<Record['unconfirmed']> {
  const confirmed = new Set(entries.flatMap(({ entry }) => (entry.type === 'confirm' ? [entry.of] : [])));
  return entries.flatMap(({ id, entry }) =>
    entry.type === 'breakglass' && !confirmed.has(id) ? [{ id, by: entry.actor, at: entry.time }] : [],
  );
}

/** By intent and number of the step. */
function outcomesOf(entries: readonly RecordedEntry[]): Outcomes {
  const outcomes = new Map<string, { readonly id: EntryId; readonly entry: OutcomeEntry }>();
  for (const { id, entry } of entries) {
    if (entry.type !== 'outcome') continue;
    const key = `${entry.intent} ${entry.step}`;
    const first = outcomes.get(key)?.entry.result;
    if (first === undefined || first === 'unknown' || first === 'aborted') outcomes.set(key, { id, entry });
  }
  return outcomes;
}

function recordedSteps(intentId: EntryId, intent: IntentEntry, outcomes: Outcomes): RecordedStep[] {
  return intent.steps.map((step, index) => {
    const outcome = outcomes.get(`${intentId} ${index}`);
    return {
      app: step.app,
      node: step.node,
      intentId,
      intent,
      index,
      step,
      at: intent.time,
      ...(outcome ? { outcome: outcome.entry, outcomeId: outcome.id } : {}),
    };
  });
}

/** An upgrade that was given up before anything was changed takes its commit back: it was never applied. */
function findLastManifest(history: readonly RecordedStep[]): Commit | undefined {
  const applied = history.filter(({ outcome }) => outcome && outcome.result !== 'aborted');
  return applied.findLast(({ intent }) => intent.manifest.commit)?.intent.manifest.commit ?? undefined;
}

function recordedKeep(id: EntryId, entry: DriftEntry): RecordedKeep {
  return { app: entry.app, node: entry.node, id, entry, at: entry.time };
}

/** Who answers for a service now: the last word on each app and node. */
function lastStewards(entries: readonly RecordedEntry[]): RecordedSteward[] {
  const last = new Map<string, StewardEntry>();
  for (const { entry } of entries) {
    if (entry.type === 'steward.assign') last.set(`${entry.app} ${entry.node}`, entry);
  }
  return [...last.values()].map(({ app, node, steward, deputies, time }) => ({
    app,
    node,
    deputies,
    since: time,
    ...(steward ? { steward } : {}),
  }));
}
