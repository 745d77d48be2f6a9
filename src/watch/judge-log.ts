import type { Timestamp } from '../model/brand.js';
import { given } from '../model/given.js';
import { lasting } from '../model/lasting.js';
import type { Finding, FindingKind } from './finding.js';
import { hoursSince } from './hours-since.js';
import { judgeTrouble } from './judge-trouble.js';
import type { LogLook, Noticed, ReachedLog, UnreachedLog } from './log-look.js';
import type { WatchState } from './watch-state.js';

/** After how many hours something counts as wrong. */
export interface Patience {
  /** Without a new cosignature; where nobody cosigns: without a new head, undefined for any time. */
  readonly staleHours?: number;
  /** Without an answer. */
  readonly silentHours: number;
}

/** What a look told. */
export interface JudgedLog {
  readonly findings: readonly Finding[];
  readonly scopes: readonly string[];
  readonly state: WatchState;
}

/** Hours without a cosignature where nothing else was said: a witness looks every day, and may miss one. */
const usualStaleHours = 48;

/** What is wrong with a log, and what is to be remembered of it. Pure; `state` is not changed. */
export function judgeLog(
  look: LogLook,
  state: WatchState,
  { now, ...patience }: Patience & { now: Timestamp },
): JudgedLog {
  if (!look.reached) return judgeSilence(look, state, { now, ...patience });
  const isGood = look.problems.every(({ code }) => code === 'quorum-missing');
  const behind = look.open.some(({ code }) => code === 'behind-head');
  const { silentSince: _, behindSince, ...rest } = state;
  const after: WatchState = {
    ...rest,
    ...given({
      goodAt: isGood ? now : undefined,
      head:
        isGood && rest.head?.mark !== look.head ? { mark: look.head, since: headSince(look, rest, now) } : undefined,
      behindSince: behind ? (behindSince ?? now) : undefined,
    }),
  };
  const findings = [
    ...judgeTrouble(look, state.goodAt),
    ...look.open.flatMap((open) => judgeOpen(look, open)),
    ...(isGood ? judgeAge(look, after, { now, ...patience }) : []),
  ];
  return { findings, scopes: ['remote', 'log', ...(isGood ? ['age'] : [])], state: after };
}

/** The first time it is seen, a head is as old as its newest entry says. */
function headSince({ lastEntryAt }: ReachedLog, { head }: WatchState, now: Timestamp): Timestamp {
  return head === undefined && lastEntryAt !== undefined && lastEntryAt < now ? lastEntryAt : now;
}

function judgeSilence(
  { origin, remote, says, details, tryThis }: UnreachedLog,
  state: WatchState,
  { now, silentHours }: Patience & { now: Timestamp },
): JudgedLog {
  const since = state.silentSince ?? now;
  const finding: Finding = {
    key: 'silent',
    kind: 'silent',
    scope: 'remote',
    says: `${origin} cannot be read: ${says}`,
    details: [...details],
    tryThis: [...tryThis, `is it there for others? if ${remote} moved, watch it where it is now`],
    since,
  };
  const isLong = hoursSince(since, now) >= silentHours;
  // Not answering for a short while neither is wrong nor makes a long silence well.
  return { findings: isLong ? [finding] : [], scopes: [], state: { ...state, silentSince: since } };
}

const openKinds: Readonly<Record<string, FindingKind>> = {
  'dangling-intent': 'dangling',
  'breakglass-unconfirmed': 'breakglass',
};

function judgeOpen({ origin }: ReachedLog, { code, says, id, since }: Noticed): Finding[] {
  const kind = openKinds[code];
  if (!kind) return [];
  const name = (id ?? '').slice(0, 8);
  const tryThis =
    kind === 'dangling'
      ? ['ask whoever announced it what came of it', 'in the region, look and close it: tend apply']
      : ['a second person looks at what was done, then:', `tend changelog confirm ${name}`];
  const key = `${kind} ${id ?? ''}`;
  return [{ key, kind, scope: 'log', says: `${origin}: ${says}`, details: [], tryThis, ...given({ since }) }];
}

function judgeAge(look: ReachedLog, state: WatchState, { now, staleHours }: Patience & { now: Timestamp }): Finding[] {
  const { origin, asksWitnesses, cosignedAt, size } = look;
  const limit = staleHours ?? usualStaleHours;
  const stale = (key: string, since: Timestamp, says: string): Finding => ({
    key: `stale ${key}`,
    kind: 'stale',
    scope: 'age',
    says: `${origin}: ${says}`,
    details: [],
    tryThis: [
      'ask its people, and a witness, how many entries they see; here there are ' + String(size),
      'where they see more, somebody keeps the rest from you: keep your copy and tell who watches this log',
    ],
    since,
  });
  if (state.behindSince !== undefined && hoursSince(state.behindSince, now) >= limit)
    return [stale('unsigned', state.behindSince, 'entries stand behind the signed head, and nobody has signed since')];
  if (asksWitnesses && cosignedAt !== undefined && hoursSince(cosignedAt, now) >= limit)
    return [stale('head', cosignedAt, `no witness has signed its head for ${lasting(cosignedAt, now)}`)];
  const since = state.head?.since;
  if (asksWitnesses || staleHours === undefined || since === undefined || hoursSince(since, now) < staleHours)
    return [];
  return [stale('head', since, `nothing new has been signed for ${lasting(since, now)}`)];
}
