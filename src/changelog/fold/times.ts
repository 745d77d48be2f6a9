import type { Timestamp } from '../../model/brand.js';
import { entriesPerSegment } from '../log/segment-path.js';
import { keyOf } from './key-of.js';
import { announced, type LogState } from './log-state.js';
import type { SignedEntry } from './signed-entry.js';

/** Seconds by which the clocks of two writers may differ. */
const clocksDiffer = 300;

const mostAhead = 100;

/** Whether a moment lies before another by more than clocks differ. */
export function isEarlier(time: Timestamp, than: Timestamp): boolean {
  // Times are all written one way: mostly to compare them as texts is enough.
  return time < than && Date.parse(time) + clocksDiffer * 1000 < Date.parse(than);
}

/** The time that two people (with keys for everything) vouch for near the end of the first `size` entries; in full files, at the end of the last one. */
export function sureTime({ times, tailTimes }: LogState, size: number): Timestamp | undefined {
  const first = times.length * entriesPerSegment;
  const time = size > first ? tailTimes[size - first - 1] : times[Math.floor(size / entriesPerSegment) - 1];
  return time === '' ? undefined : time;
}

/** What it is at least, by two people or by one who decides over keys anyway: then keys expire. */
export function expiryTime(state: LogState): Timestamp {
  const roots = state.rootKeys.map((root) => state.claims[keyOf(state, root)?.holder ?? '']?.time ?? '');
  return [newest(state), ...roots].reduce((latest, time) => (time > latest ? time : latest), '');
}

/** Notes when somebody wrote who has seen so many entries, and whose time that contradicts. */
export function noteTime(state: LogState, { entry, position, id, k }: SignedEntry, seen: number): void {
  for (const [actor, claim] of Object.entries(state.claims)) {
    if (claim.position >= seen || !isEarlier(entry.time, claim.time) || state.datedAhead.length >= mostAhead) continue;
    if (state.datedAhead.some((known) => known.position === claim.position)) continue;
    const { vouches: _vouches, ...said } = claim;
    state.datedAhead.push({ ...said, actor, by: { position, time: entry.time, actor: entry.actor } });
  }
  const vouches = entry.type === 'outcome' ? state.claims[entry.actor]?.vouches : keyOf(state, k)?.apps === null;
  state.claims[entry.actor] = { position, id, time: entry.time, vouches: vouches ?? false };
}

/** The root keys have spoken at a time: nothing later that others vouched for before binds anybody any more. */
export function limitTimes(state: LogState, time: Timestamp): void {
  if (!isEarlier(time, newest(state))) return;
  for (const times of [state.times, state.tailTimes])
    for (const [at, sure] of times.entries()) if (sure > time) times[at] = time;
  for (const [actor, claim] of Object.entries(state.claims))
    if (isEarlier(time, claim.time)) delete state.claims[actor];
}

/** Counts an entry, with the time that is sure after it. */
export function keepTime(state: LogState, time: Timestamp | undefined): void {
  state.lastTime = time ?? state.lastTime;
  const [before, second] = [newest(state), secondLatest(state)];
  state.size += 1;
  state.tailTimes.push(second > before ? second : before);
  if (state.tailTimes.length < entriesPerSegment) return;
  state.times.push(newest(state));
  state.tailTimes.length = 0;
}

function secondLatest({ claims }: LogState): Timestamp {
  let [latest, second] = ['', ''];
  for (const { time, vouches } of Object.values(claims)) {
    if (!vouches) continue;
    if (time > latest) [latest, second] = [time, latest];
    else if (time > second) second = time;
  }
  return second;
}

function newest({ times, tailTimes }: LogState): Timestamp {
  return tailTimes.at(-1) ?? times.at(-1) ?? '';
}

/** How many entries the writer of the next entry has certainly seen. */
export function seenBy(state: LogState, { entry }: SignedEntry): number {
  if (entry.type === 'outcome') return (announced(state, entry.intent)?.position ?? -1) + 1;
  if (entry.type === 'log.open' || entry.seen === null) return 0;
  const { size, root } = entry.seen;
  return state.forks.includes(`${size} ${root}`) ? 0 : size;
}
