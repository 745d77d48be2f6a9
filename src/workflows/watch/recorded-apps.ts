import type { Timestamp } from '../../model/brand.js';
import { given } from '../../model/given.js';
import type { Record as LogRecord, RecordedStep } from '../../model/record.js';
import type { Region } from '../../model/region.js';
import { lastSeen } from '../../plan/running-app.js';
import type { RecordedApp } from '../../watch/node-look.js';

/** Minutes in which Docker may still finish or take back what a step that did not go well has begun. */
const settlesMinutes = 10;
const clockMinutes = 10;

/** What the record says of each app that ever was on a node, for somebody who looks at `now`. */
export function recordedApps(
  record: LogRecord,
  { region, node, now }: { readonly region: Region; readonly node: string; readonly now: Timestamp },
): RecordedApp[] {
  const named = [...record.history, ...(record.kept ?? [])].filter((one) => one.node === node).map(({ app }) => app);
  return [...new Set(named)].flatMap((app) => {
    const stack = region.apps.find((one) => one.name === app && one.node === node)?.stack;
    const recorded = recordedApp(record, { app, node, now });
    return recorded ? [{ ...recorded, ...given({ stack }) }] : [];
  });
}

interface Where {
  readonly app: string;
  readonly node: string;
  readonly now: Timestamp;
}

function recordedApp(record: LogRecord, { app, node, now }: Where): RecordedApp | undefined {
  const isHere = (one: { readonly app: string; readonly node: string }) => one.app === app && one.node === node;
  const busy = record.dangling.some((step) => isHere(step) && isUnderWay(step, now));
  const seen = lastSeen({ name: app, node }, record);
  const last = record.history.findLast((step) => isHere(step) && step.outcome && step.outcome.result !== 'aborted');
  const keptAt = record.kept?.findLast(isHere)?.at ?? '';
  const unseenAt = last?.outcome?.observed === null && last.outcome.time > keptAt ? last.outcome.time : undefined;
  if (!seen && !busy && unseenAt === undefined) return undefined;
  return {
    app,
    busy,
    at: seen?.at ?? '',
    services:
      seen && !seen.undeployed ? seen.observed.services.map(({ name, id, index }) => ({ name, id, index })) : [],
    ...(unseenAt === undefined ? {} : { unseenAt: isPast(unseenAt, now) ? unseenAt : '' }),
    ...settles(last, now),
  };
}

/** An announcement holds for a day at most, and not before its time. */
function isUnderWay({ intent }: RecordedStep, now: Timestamp): boolean {
  const hoursLeft = (Date.parse(intent.deadline) - Date.parse(now)) / 3_600_000;
  return hoursLeft >= 0 && hoursLeft <= 24 + clockMinutes / 60 && isPast(intent.time, now);
}

/** Clocks differ by minutes; an entry that claims to be of next year explains nothing. */
function isPast(time: Timestamp, now: Timestamp): boolean {
  return Date.parse(time) - Date.parse(now) <= clockMinutes * 60_000;
}

function settles(last: RecordedStep | undefined, now: Timestamp): { settlesUntil?: Timestamp } {
  if (!last?.outcome || last.outcome.result === 'done' || !isPast(last.outcome.time, now)) return {};
  const until = new Date(Date.parse(last.outcome.time) + settlesMinutes * 60_000);
  return { settlesUntil: `${until.toISOString().slice(0, 19)}Z` };
}
