import { hash } from 'node:crypto';
import type { DriftEntry, Entry, IntentEntry, OutcomeEntry, StewardEntry } from '../../src/model/entry.js';
import type { LoggedEntry } from '../../src/model/contents.js';
import type { KeyAddEntry, LogOpenEntry } from '../../src/model/log-entry.js';
import { canonicalJson } from '../../src/tlog/canonical-json.js';
import { fingerprint, type PublicKey } from '../../src/tlog/sshsig/public-key.js';
import { stepOf } from '../changelog/entries.js';
import { makeEd25519Key } from '../tlog/sshsig/make-key.js';
import { anId } from '../support/an-id.js';
import type { EntryId } from '../../src/model/brand.js';

export const origin = 'merri-bek.example/changelog';
export const seen = { size: 1, root: `${'A'.repeat(43)}=` } as const;
const common = { v: 1, log: origin, actor: 'op-7f3k', time: '2026-11-22T13:57:02Z', seen } as const;

/** As the changelog names entries. */
export function idOf(entry: Entry): EntryId {
  return anId(hash('sha256', `tend-changelog-entry-v1\0${canonicalJson(entry)}`, 'base64url'));
}

/** A log of these entries, the first `drafts` of them a draft. */
export function logged(entries: readonly Entry[], drafts = 0): LoggedEntry[] {
  return entries.map((entry, index) => ({ position: index - drafts, id: idOf(entry), entry }));
}

/** Makes an entry of any type: what all have in common is filled in. */
export function entryOf<Type extends Entry['type']>(
  type: Type,
  fields: Omit<Extract<Entry, { type: Type }>, 'v' | 'log' | 'actor' | 'time' | 'seen' | 'type'> &
    Partial<Pick<Entry, 'actor' | 'time'>>,
): Extract<Entry, { type: Type }> {
  return { ...common, type, ...fields } as unknown as Extract<Entry, { type: Type }>;
}

export function newKey(): PublicKey {
  return makeEd25519Key().key;
}

export const firstKey = newKey();
export const otherKey = newKey();
export const firstFingerprint = fingerprint(firstKey);
export const otherFingerprint = fingerprint(otherKey);

export function openOf(changes: Partial<LogOpenEntry> = {}): LogOpenEntry {
  const { seen: _, ...rest } = common;
  return {
    ...rest,
    type: 'log.open',
    seen: null,
    key: firstKey.text,
    noteKey: null,
    policy: null,
    draft: null,
    ...changes,
  };
}

export function keyOf(changes: Partial<KeyAddEntry> = {}): KeyAddEntry {
  return entryOf('key.add', {
    holder: 'op-9c',
    key: otherKey.text,
    noteKey: null,
    does: ['record'],
    apps: null,
    expires: null,
    replaces: null,
    ...changes,
  });
}

export function intentOf(app: string, changes: Partial<IntentEntry> = {}): IntentEntry {
  return entryOf('intent', {
    deadline: '2026-11-23T13:57:02Z',
    steps: [stepOf(app)],
    manifest: { repo: 'https://forge.example/merri-bek/region', commit: '9'.repeat(40), dirty: false },
    plan: 'P'.repeat(43),
    detail: null,
    tool: { name: 'tend', version: '0.1.0' },
    outcomeKey: otherKey.text,
    ...changes,
  });
}

export function outcomeOf(intent: IntentEntry, changes: Partial<OutcomeEntry> = {}): OutcomeEntry {
  const step = intent.steps[changes.step ?? 0] ?? stepOf('wiki');
  return {
    v: 1,
    log: origin,
    actor: intent.actor,
    time: '2026-11-22T13:57:19Z',
    type: 'outcome',
    app: step.app,
    node: step.node,
    intent: idOf(intent),
    step: 0,
    result: 'done',
    seconds: 14,
    observed: { swarm: 'k2v', version: '1.3.0+2024-10-01', services: [serviceAfter] },
    ...changes,
  };
}

const serviceAfter = {
  name: 'app',
  id: 'x1',
  index: 4711,
  updated: '2026-11-22T13:57:08Z',
  image: `sha256:${'a'.repeat(64)}`,
  running: 1,
  wanted: 1,
  healthy: 1,
};

export function stewardOf(app: string, steward: string | null, deputies: string[] = []): StewardEntry {
  return entryOf('steward.assign', { app, node: 'brunswick', steward, deputies });
}

export function keepOf(app: string): DriftEntry {
  return entryOf('drift', {
    app,
    node: 'brunswick',
    decision: 'kept',
    services: [{ name: 'app', index: 4800, fields: ['env RELAY_HOST', 'replicas 1 -> 2'] }],
    observed: { swarm: 'k2v', services: [] },
  });
}

/** As many intents and outcomes, of a few apps, a minute apart. */
export function manyEntries(count: number, apps = 10): Entry[] {
  const entries: Entry[] = [openOf()];
  while (entries.length < count) {
    const time = new Date(Date.UTC(2026, 10, 22, 14, entries.length)).toISOString().replace('.000', '');
    const intent = intentOf(`app${Math.floor(entries.length / 2) % apps}`, { time });
    entries.push(intent, outcomeOf(intent, { time }));
  }
  return entries.slice(0, count);
}
