import { array, constantFrom, nat, record, type Arbitrary } from 'fast-check';
import type { Entry, IntentEntry } from '../../src/model/entry.js';
import { makeNoteKey } from '../tlog/note/make-note-key.js';
import { stepOf } from '../changelog/entries.js';
import {
  entryOf,
  firstFingerprint,
  idOf,
  intentOf,
  keepOf,
  keyOf,
  newKey,
  openOf,
  origin,
  outcomeOf,
} from './entries.js';

interface Act {
  readonly type: Entry['type'];
  readonly app: string;
  readonly node: string;
  readonly person: string;
  readonly other: string;
  /** Picks among the entries before it, and among results and the like. */
  readonly pick: number;
  readonly minute: number;
}

const types: Entry['type'][] = [
  'intent',
  'intent',
  'outcome',
  'outcome',
  'outcome',
  'drift',
  'steward.assign',
  'steward.accept',
  'key.add',
  'key.revoke',
  'policy',
  'approve',
  'breakglass',
  'confirm',
  'erase',
  'fork',
  'log.close',
];
const results = ['done', 'failed', 'rolled-back', 'paused', 'partial', 'aborted', 'unknown'] as const;
const witness = makeNoteKey('witness.example/w', 'cosignature-v1').key.text;
const policies = ['quorum none\n', `witness w ${witness}\nquorum w\n`];
const keys = Array.from({ length: 4 }, () => newKey());

/** A log of any entries that refer to one another, also in ways that a real log would not let in. */
export const anyLog: Arbitrary<Entry[]> = array(
  record<Act>({
    type: constantFrom(...types),
    app: constantFrom('wiki', 'mail', 'constructor', '7', 'traefik@coburg'),
    node: constantFrom('brunswick', 'coburg', 'constructor'),
    person: constantFrom('op-7f3k', 'op-9c', 'op-bo'),
    other: constantFrom('op-cy', 'op-9c', 'op-ci'),
    pick: nat(1000),
    minute: nat(3000),
  }),
  { maxLength: 60 },
).map((acts) => acts.reduce<Entry[]>((log, act) => [...log, makeEntry(log, act)], [openOf()]));

function makeEntry(log: readonly Entry[], act: Act): Entry {
  const time = new Date(Date.UTC(2026, 10, 22, 0, act.minute)).toISOString().replace('.000', '');
  return { ...entryOfAct(log, act), time, actor: act.person };
}

function entryOfAct(log: readonly Entry[], { type, app, node, person, other, pick }: Act): Entry {
  const of = (wanted: Entry['type']) =>
    pickFrom(
      log.filter((entry) => entry.type === wanted),
      pick,
    );
  const intent = of('intent') as IntentEntry | undefined;
  const key = keys[pick % keys.length]!;
  switch (type) {
    case 'outcome':
      return outcomeOf(intent ?? intentOf(app), { step: pick % 2, result: results[pick % results.length]! });
    case 'drift':
      return { ...keepOf(app), node };
    case 'steward.assign':
      return entryOf(type, { app, node, steward: pick % 3 ? person : null, deputies: pick % 2 ? [other] : [] });
    case 'steward.accept':
      return entryOf(type, { app, node });
    case 'key.add':
      return keyOf({ holder: other, key: key.text });
    case 'key.revoke':
      return entryOf(type, { key: firstFingerprint, reason: 'lost' });
    case 'policy':
      return entryOf(type, { policy: policies[pick % 2]!, roots: [firstFingerprint], threshold: (pick % 2) + 1 });
    case 'approve':
      return entryOf(type, { of: idOf(of(pick % 2 ? 'policy' : 'erase') ?? openOf()) });
    case 'breakglass':
      return entryOf(type, { intent: idOf(intent ?? openOf()), detail: commitment(pick) });
    case 'confirm':
      return entryOf(type, { of: idOf(of('breakglass') ?? openOf()) });
    case 'erase':
      return entryOf(type, { of: idOf(intent ?? openOf()), commitments: [commitment(pick)], detail: commitment(9) });
    case 'fork':
      return entryOf(type, { heads: [{ size: pick + 1, root: `${'B'.repeat(43)}=` }] });
    case 'log.close':
      return entryOf(type, { next: pick % 2 ? null : origin });
    default:
      return intentOf(app, {
        detail: pick % 2 ? commitment(pick) : null,
        steps: [
          { ...stepOf(app), node },
          { ...stepOf('wiki'), kind: 'undeploy' },
        ],
      });
  }
}

function commitment(pick: number): string {
  return 'abcde'.charAt(pick % 5).repeat(43);
}

function pickFrom<Each>(list: readonly Each[], pick: number): Each | undefined {
  return list[pick % (list.length || 1)];
}
