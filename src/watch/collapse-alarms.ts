import type { Timestamp } from '../model/brand.js';
import { given } from '../model/given.js';
import type { Finding } from './finding.js';
import type { KeptAlarm, KeptAlarms } from './watch-state.js';

/** What is to be told: something is wrong, more of it is, it still is, it is well again. */
export interface News {
  readonly news: 'alarm' | 'worse' | 'still' | 'well';
  readonly alarm: KeptAlarm;
}

export interface Looked {
  readonly findings: readonly Finding[];
  /** What was looked at: what is wrong there no longer is well again; the rest stays as it was. */
  readonly scopes: ReadonlySet<string>;
  readonly now: Timestamp;
}

/** Hours after which what is still wrong is told again. */
const remindAfterHours = 24;

/** Told once, again after a day, or when it got worse; and when it is well again. Pure. */
export function collapseAlarms(
  kept: KeptAlarms,
  { findings, scopes, now }: Looked,
): { readonly alarms: KeptAlarms; readonly news: readonly News[] } {
  const wrong = new Map(findings.map((finding) => [finding.key, finding]));
  const before = Object.entries(kept);
  const over = before.filter(([key, { finding }]) => !wrong.has(key) && scopes.has(finding.scope));
  const unseen = before.filter(([key, { finding }]) => !wrong.has(key) && !scopes.has(finding.scope));
  const seen = [...wrong].map(([key, finding]) => [key, judge(kept[key], finding, now)] as const);
  return {
    alarms: Object.fromEntries([...unseen, ...seen.map(([key, { alarm }]) => [key, alarm] as const)]),
    news: [
      ...over.map(([, alarm]) => ({ news: 'well' as const, alarm })),
      ...seen.flatMap(([, { news, alarm }]) => (news === undefined ? [] : [{ news, alarm }])),
    ],
  };
}

interface Judged {
  readonly news?: News['news'];
  readonly alarm: KeptAlarm;
}

function judge(before: KeptAlarm | undefined, finding: Finding, now: Timestamp): Judged {
  if (!before) return { news: 'alarm', alarm: { finding, firstAt: now, toldAt: now, count: 1 } };
  const mark = finding.mark ?? before.finding.mark;
  const alarm = {
    ...before,
    finding: { ...finding, ...given({ mark }) },
    count: before.count + 1,
  };
  const isWorse = before.finding.mark !== undefined && mark !== before.finding.mark;
  if (isWorse) return { news: 'worse', alarm: { ...alarm, toldAt: now } };
  const hours = (Date.parse(now) - Date.parse(before.toldAt)) / 3_600_000;
  return hours < remindAfterHours ? { alarm } : { news: 'still', alarm: { ...alarm, toldAt: now } };
}
