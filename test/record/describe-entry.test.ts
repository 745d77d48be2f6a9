import { describe, expect, test } from '@jest/globals';
import { entrySchema, type Entry } from '../../src/model/entry.js';
import { recordContents } from '../../src/record/record-contents.js';
import { stepOf } from '../changelog/entries.js';
import {
  entryOf,
  firstFingerprint,
  firstKey,
  idOf,
  intentOf,
  keepOf,
  keyOf,
  openOf,
  origin,
  otherFingerprint,
  otherKey,
  outcomeOf,
  seen,
  stewardOf,
} from './entries.js';

const intent = intentOf('wiki', { steps: [stepOf('wiki'), { ...stepOf('pad'), kind: 'undeploy' }] });
const id = idOf(intent);
const short = id.slice(0, 6);
const [first, other] = [firstFingerprint, otherFingerprint].map((key) => `${key.slice(0, 11)}…`);
const draft = { sha256: 'd'.repeat(64), size: 12 };
const head = { ...seen };

const told: [Entry, string][] = [
  [openOf(), `${origin} opened by op-7f3k with the key ${first}`],
  [openOf({ draft }), `${origin} opened by op-7f3k with the key ${first}; takes up a draft of 12 entries`],
  [keyOf(), `op-7f3k lets the key ${other} of op-9c in (may record)`],
  [
    keyOf({ does: ['record', 'keys'], apps: ['pad', 'wiki'], expires: '2027-01-01T00:00:00Z' }),
    `op-7f3k lets the key ${other} of op-9c in (may record and let keys in and out, only about pad, wiki, until 2027-01-01)`,
  ],
  [keyOf({ replaces: firstFingerprint }), `op-7f3k lets the key ${other} of op-9c in instead of ${first} (may record)`],
  [entryOf('key.revoke', { key: otherFingerprint, reason: 'lost' }), `op-7f3k shuts the key ${other} out: it is lost`],
  [
    entryOf('key.revoke', { key: otherFingerprint, reason: 'stolen' }),
    `op-7f3k shuts the key ${other} out: IT IS STOLEN`,
  ],
  [
    entryOf('policy', { policy: 'quorum none\n', roots: [firstFingerprint, otherFingerprint], threshold: 2 }),
    'op-7f3k proposes a trust policy; from then on 2 of 2 root keys decide',
  ],
  [
    intentOf('wiki', { steps: [{ ...stepOf('wiki'), kind: 'read-secret', secrets: ['wiki_admin_v1'] }] }),
    'wiki on brunswick: read secret wiki_admin_v1 announced',
  ],
  [entryOf('approve', { of: id }), `op-7f3k approves ${short}`],
  [
    entryOf('breakglass', { intent: id, detail: 'd'.repeat(43) }),
    `BREAK-GLASS by op-7f3k: ${short} goes ahead without witnesses`,
  ],
  [entryOf('confirm', { of: id }), `op-7f3k has looked at the break-glass ${short}`],
  [
    entryOf('erase', { of: id, commitments: ['d'.repeat(43)], detail: 'e'.repeat(43) }),
    `op-7f3k proposes to erase the text of ${short}`,
  ],
  [
    entryOf('erase', { of: id, commitments: ['d'.repeat(43), 'f'.repeat(43)], detail: 'e'.repeat(43) }),
    `op-7f3k proposes to erase 2 texts of ${short}`,
  ],
  [
    entryOf('fork', { heads: [head] }),
    'FORK seen by op-7f3k: another head of this log, although a log has one history',
  ],
  [
    entryOf('fork', { heads: [head, head] }),
    'FORK seen by op-7f3k: 2 other heads of this log, although a log has one history',
  ],
  [entryOf('log.close', { next: null }), `${origin} closed by op-7f3k`],
  [
    entryOf('log.close', { next: 'coburg.example/changelog' }),
    `${origin} closed by op-7f3k; it goes on as coburg.example/changelog`,
  ],
  [
    intent,
    'wiki on brunswick: upgrade 1.2.0+2024-02-06a → 1.3.0+2024-10-01 announced; pad on brunswick: undeploy 1.2.0+2024-02-06a announced',
  ],
  [outcomeOf(intent), 'wiki on brunswick: upgrade done'],
  [outcomeOf(intent, { step: 1, result: 'unknown' }), 'pad on brunswick: undeploy nobody knows what came of it'],
  [keepOf('mail'), 'mail on brunswick: change from outside kept'],
  [stewardOf('wiki', 'op-bo'), 'wiki on brunswick: steward op-bo'],
  [stewardOf('wiki', null), 'wiki on brunswick: no steward'],
  [
    entryOf('steward.accept', { app: 'wiki', node: 'brunswick' }),
    'wiki on brunswick: op-7f3k says yes to being its steward',
  ],
];

describe('an entry in one line', () => {
  test.each(told.map(([entry, words]) => ({ entry, words, type: entry.type })))('$type: $words', ({ entry, words }) => {
    expect(entrySchema.safeParse(entry).error?.issues).toBeUndefined();
    expect(recordContents.describe(entry, intent)).toBe(words);
  });

  test('is there for every type of entry', () => {
    const types = entrySchema.options.map((option) => option.shape.type.value);
    expect(types.filter((type) => !told.some(([entry]) => entry.type === type))).toEqual([]);
  });

  test('says change where the announcement is not at hand', () => {
    expect(recordContents.describe(outcomeOf(intent, { result: 'failed' }))).toBe('wiki on brunswick: change failed');
  });

  test('names no key where a draft was opened without any', () => {
    const { key: _, ...opening } = openOf();
    expect(recordContents.describe(opening as Entry)).toBe('begun as a draft');
  });

  test('says the fingerprint that ssh-keygen says', () => {
    expect(firstFingerprint).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
    expect(recordContents.describe(openOf({ key: firstKey.text }))).toContain(firstFingerprint.slice(0, 11));
    expect(recordContents.describe(openOf({ key: otherKey.text }))).not.toContain(firstFingerprint.slice(0, 11));
  });
});

describe('what an entry is about', () => {
  test.each<[Entry, string[]]>([
    [intent, ['wiki', 'pad']],
    [intentOf('wiki', { steps: [stepOf('wiki'), { ...stepOf('wiki'), node: 'coburg' }] }), ['wiki']],
    [outcomeOf(intent, { step: 1 }), ['pad']],
    [keepOf('mail'), ['mail']],
    [stewardOf('mail', null), ['mail']],
    [entryOf('steward.accept', { app: 'wiki', node: 'brunswick' }), ['wiki']],
    [keyOf({ apps: ['wiki'] }), []],
    [openOf(), []],
  ])('%j', (entry, apps) => {
    expect(recordContents.subjectsOf(entry)).toEqual(apps);
  });
});

describe('an outcome', () => {
  test('fits the step that was announced', () => {
    expect(recordContents.misfit(outcomeOf(intent), intent)).toBeUndefined();
    expect(recordContents.misfit(outcomeOf(intent, { step: 1 }), intent)).toBeUndefined();
  });

  test.each<[string, Entry & { type: 'outcome' }]>([
    ['is about pad on brunswick, but wiki on brunswick was announced', outcomeOf(intent, { app: 'pad' })],
    ['is about wiki on coburg, but wiki on brunswick was announced', outcomeOf(intent, { node: 'coburg' })],
    ['is about step 3 of an announcement of 2', outcomeOf(intent, { step: 2 })],
  ])('does not fit: %s', (why, outcome) => {
    expect(recordContents.misfit(outcome, intent)).toBe(why);
  });
});
