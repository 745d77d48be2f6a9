import { compareText } from '../../model/compare-text.js';
import { given } from '../../model/given.js';
import { isRealInstant } from '../../model/is-real-instant.js';
import { selectKept, selectSteps, type Selection } from '../../record/select-entries.js';
import { KnownError } from '../../model/known-error.js';
import type { History, PastStep } from '../../model/history.js';
import type { RecordedKeep, RecordedStep } from '../../model/record.js';
import type { OpenRegion } from '../region/open-region.js';

/** Which steps somebody wants to see; a steward by name or pseudonym. */
export type HistoryWish = Selection;

/** What the changelog tells of some apps, nodes or people: steps with who, why and what came of them, oldest first. */
export async function readHistory(open: OpenRegion, wanted: HistoryWish): Promise<History> {
  for (const moment of [wanted.since, wanted.until]) if (moment !== undefined) checkMoment(moment);
  const record = await open.changelog.read({ offlineOk: true });
  const steward = open.region.stewards.find(({ name }) => name === wanted.steward)?.id ?? wanted.steward;
  const { last, ...selection } = { ...wanted, ...given({ steward }) };
  const steps = await Promise.all(selectSteps(record, selection).map((step) => pastStep(open, step)));
  const kept = selectKept(record, selection).map((keep) => pastKeep(open, keep));
  const all = [...steps, ...kept].sort((a, b) => compareText(a.at, b.at));
  return {
    steps: last === undefined ? all : all.slice(-last),
    entries: record.size,
    remote: record.remote,
    fresh: record.fresh,
    spooled: record.spooled,
  };
}

/** `2026`, `2026-11`, `2026-11-22`, `2026-11-22T13:57`: as much of a moment as is meant, and one that there is. */
function checkMoment(text: string): void {
  const isMoment = /^\d{4}(-\d{2}(-\d{2}(T\d{2}(:\d{2}(:\d{2}Z?)?)?)?)?)?$/.test(text);
  if (isMoment && isRealInstant(text + '2000-01-01T00:00:00Z'.slice(text.length))) return;
  throw new KnownError('USAGE', `"${text}" is no day or moment`, {
    tryThis: ['2026-11-22', '2026-11', '2026-11-22T13:57'],
  });
}

async function pastStep(
  open: OpenRegion,
  { app, node, at, intent, intentId, step, outcome, outcomeId }: RecordedStep,
): Promise<PastStep> {
  const why = intent.detail === null ? '' : whyIn(await open.changelog.readDetail(intent.detail));
  return {
    app,
    node,
    at: outcome?.time ?? at,
    by: nameOf(open, intent.actor),
    kind: step.kind,
    ...given({ from: step.recipe.from }),
    to: step.recipe.to,
    result: outcome?.result ?? 'open',
    ...(outcome ? { durationSeconds: outcome.seconds } : {}),
    released: step.released,
    secrets: step.secrets,
    ...(why === '' ? {} : { why }),
    entry: outcomeId ?? intentId,
  };
}

/** A change from outside that a person kept. */
function pastKeep(open: OpenRegion, { app, node, at, id, entry }: RecordedKeep): PastStep {
  const fields = entry.services.flatMap(({ name, fields: some }) => some.map((field) => `${name} ${field}`));
  const to = entry.observed.version ?? '';
  return {
    app,
    node,
    at,
    by: nameOf(open, entry.actor),
    kind: 'kept',
    to,
    result: 'done',
    released: [],
    secrets: [],
    fields,
    entry: id,
  };
}

function nameOf(open: OpenRegion, actor: string): string {
  return open.region.stewards.find(({ id }) => id === actor)?.name ?? actor;
}

function whyIn(detail: string | undefined): string {
  if (detail === undefined) return '';
  try {
    const { why } = JSON.parse(detail) as { why?: unknown };
    return typeof why === 'string' ? why : '';
  } catch {
    return '';
  }
}
