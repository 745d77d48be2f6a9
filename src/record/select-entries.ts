import type { Record, RecordedKeep, RecordedStep } from '../model/record.js';
import type { LoggedEntry } from '../model/contents.js';
import type { Entry, StewardEntry } from '../model/entry.js';
import { appsOf } from './describe-entry.js';

/** What somebody wants to see of the changelog; all that is given must hold. */
export interface Selection {
  readonly app?: string;
  readonly node?: string;
  /** Pseudonym: what they did themselves, and what happened to services while they answered for them. */
  readonly steward?: string;
  /** A day or a moment, as much of it as is meant: `2026-11-22`, `2026-11-22T13`. Both ends belong to it. */
  readonly since?: string;
  readonly until?: string;
  /** So many of the newest. */
  readonly last?: number;
}

/** The entries that are wanted, in log order. */
export function selectEntries(entries: readonly LoggedEntry[], wanted: Selection): LoggedEntry[] {
  const stewards = new Map<string, string | null>();
  const found = entries.filter(({ entry }) => {
    if (entry.type === 'steward.assign') stewards.set(place(entry), entry.steward);
    return entryMatches(entry, wanted, stewards);
  });
  return newest(found, wanted.last);
}

/** The recorded steps that are wanted, changes before secrets that were read, each oldest first. */
export function selectSteps(record: Record, wanted: Selection): RecordedStep[] {
  const stewards = new Map((record.stewards ?? []).map((each) => [place(each), each.steward ?? null]));
  const found = [...record.history, ...(record.reads ?? [])].filter(
    (step) =>
      (wanted.app === undefined || isInstanceOf(step.app, wanted.app)) &&
      (wanted.node === undefined || step.node === wanted.node) &&
      isInTime(step.at, wanted) &&
      (wanted.steward === undefined ||
        step.intent.actor === wanted.steward ||
        stewards.get(place(step)) === wanted.steward),
  );
  return newest(found, wanted.last);
}

/** Changes from outside that were kept, as far as they are wanted, oldest first. */
export function selectKept(record: Record, wanted: Selection): RecordedKeep[] {
  const stewards = new Map((record.stewards ?? []).map((each) => [place(each), each.steward ?? null]));
  return newest(
    (record.kept ?? []).filter(({ entry }) => entryMatches(entry, wanted, stewards)),
    wanted.last,
  );
}

type Stewards = ReadonlyMap<string, StewardEntry['steward']>;

function entryMatches(entry: Entry, wanted: Selection, stewards: Stewards): boolean {
  if (!isInTime(entry.time, wanted)) return false;
  if (wanted.app !== undefined && !appsOf(entry).some((app) => isInstanceOf(app, wanted.app ?? ''))) return false;
  const places = placesOf(entry);
  if (wanted.node !== undefined && !places.some(({ node }) => node === wanted.node)) return false;
  if (wanted.steward === undefined || entry.actor === wanted.steward) return true;
  return places.some((each) => stewards.get(place(each)) === wanted.steward);
}

function isInTime(time: string, { since, until }: Selection): boolean {
  return (since === undefined || time >= since) && (until === undefined || time.slice(0, until.length) <= until);
}

function placesOf(entry: Entry): readonly { readonly app: string; readonly node: string }[] {
  if (entry.type === 'intent') return entry.steps;
  return 'node' in entry ? [entry] : [];
}

function place({ app, node }: { readonly app: string; readonly node: string }): string {
  return `${app} ${node}`;
}

function newest<Each>(found: Each[], last: number | undefined): Each[] {
  return last === undefined ? found : found.slice(Math.max(0, found.length - last));
}

/** `traefik` names `traefik@brunswick` too. */
function isInstanceOf(app: string, name: string): boolean {
  return app === name || app.startsWith(`${name}@`);
}
