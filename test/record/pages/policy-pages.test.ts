import { describe, expect, test } from '@jest/globals';
import { entrySchema, type Entry } from '../../../src/model/entry.js';
import { parsePolicy, type Policy } from '../../../src/tlog/note/policy.js';
import { makeVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { fingerprint } from '../../../src/tlog/sshsig/public-key.js';
import { makeNoteKey } from '../../tlog/note/make-note-key.js';
import { makeSecurityKey } from '../../tlog/sshsig/make-key.js';
import {
  entryOf,
  firstFingerprint,
  firstKey,
  idOf,
  keyOf,
  logged,
  openOf,
  origin,
  otherFingerprint,
  otherKey,
} from '../entries.js';
import { foldPages, pagesOf, pageTexts } from './pages-of.js';

const north = makeNoteKey('witness.example/north', 'cosignature-v1').key;
const south = makeNoteKey('witness.example/south', 'cosignature-v1').key;
const quorumOf = (count: number) =>
  `witness north ${north.text}\nwitness south ${south.text}\ngroup both ${count} north south\nquorum both\n`;
const firstVkey = makeVerifierKey(origin, 'ed25519', firstKey.publicKey);
const otherVkey = makeVerifierKey(origin, 'ed25519', otherKey.publicKey);

function policyOf(entries: readonly Entry[]): Policy {
  const policy = parsePolicy(pagesOf(entries).get('policy/trust.policy') ?? '');
  if ('fault' in policy) throw new Error(policy.fault);
  return policy;
}

function writersOf(entries: readonly Entry[]): string[] {
  return policyOf(entries).logs.map(({ key }) => key.text);
}

describe('policy/trust.policy', () => {
  test('names the writers and needs no witness where no policy is in force', () => {
    expect(writersOf([openOf(), keyOf()])).toEqual([firstVkey.text, otherVkey.text]);
    expect(policyOf([openOf()])).toMatchObject({ witnesses: [], quorum: 'none' });
  });

  test('has the policy that the log was opened with', () => {
    const policy = policyOf([openOf({ policy: quorumOf(2) })]);
    expect(policy.witnesses.map(({ name }) => name)).toEqual(['north', 'south']);
    expect(policy.quorum).toBe('both');
  });

  test('no longer names who is out', () => {
    const out = entryOf('key.revoke', { key: otherFingerprint, reason: 'left' });
    expect(writersOf([openOf(), keyOf(), out])).toEqual([firstVkey.text]);
  });

  test('takes the note key that was named; a security key without one signs no heads', () => {
    const security = makeSecurityKey().key;
    const note = makeNoteKey(origin, 'ed25519').key;
    expect(writersOf([openOf({ key: security.text })])).toEqual([]);
    expect(writersOf([openOf({ key: security.text, noteKey: note.text })])).toEqual([note.text]);
    expect(writersOf([openOf({ noteKey: note.text })])).toEqual([note.text]);
  });

  test('names no key twice, whatever the policy in force names', () => {
    const text = `log ${firstVkey.text} https://log.example/\nquorum none\n`;
    expect(writersOf([openOf({ policy: text }), keyOf()])).toEqual([otherVkey.text, firstVkey.text]);
    expect(writersOf([openOf(), keyOf({ key: firstKey.text })])).toEqual([firstVkey.text]);
  });

  test('changes only when as many root keys as decide agree', () => {
    const two = entryOf('policy', {
      policy: quorumOf(1),
      roots: [firstFingerprint, otherFingerprint],
      threshold: 2,
    });
    const next = entryOf('policy', { policy: quorumOf(2), roots: [firstFingerprint], threshold: 1 });
    const approve = (actor: string) => entryOf('approve', { of: idOf(next), actor });
    const log = [openOf(), keyOf(), two, next];
    expect(policyOf(log).groups[0]?.threshold).toBe(1);
    expect(policyOf([...log, approve('op-7f3k')]).groups[0]?.threshold).toBe(1);
    expect(policyOf([...log, approve('op-9c')]).groups[0]?.threshold).toBe(2);
  });

  test('counts nobody whose key was shut out since', () => {
    const third = makeSecurityKey().key;
    const roots = [firstFingerprint, otherFingerprint, fingerprint(third)];
    const two = entryOf('policy', { policy: quorumOf(1), roots, threshold: 2 });
    const next = entryOf('policy', { policy: quorumOf(2), roots: [firstFingerprint], threshold: 1, actor: 'op-9c' });
    const out = entryOf('key.revoke', { key: otherFingerprint, reason: 'stolen' });
    const approve = entryOf('approve', { of: idOf(next) });
    const signers = [firstFingerprint, firstFingerprint, firstFingerprint, firstFingerprint, otherFingerprint];
    const entries = [openOf(), keyOf(), keyOf({ holder: 'op-bo', key: third.text }), two, next, out, approve];
    const log = logged(entries).map((each, at) => ({ ...each, k: signers[at] ?? firstFingerprint }));
    const text = pageTexts(foldPages(log)).get('policy/trust.policy') ?? '';
    expect(parsePolicy(text)).toMatchObject({ groups: [{ threshold: 1 }] });
  });
});

describe('policy/allowed_signers', () => {
  test('has a line for every key that was ever let in, with the time in which it counts', () => {
    const security = makeSecurityKey().key;
    const expires = '2027-01-01T00:00:00Z';
    const entries = [
      openOf(),
      keyOf({ expires }),
      keyOf({ holder: 'op-ci', key: security.text, expires }),
      entryOf('key.revoke', { key: fingerprint(security), reason: 'lost', time: '2026-12-01T12:00:00Z' }),
    ];
    const lines = pagesOf(entries).get('policy/allowed_signers')?.split('\n');
    const after = 'namespaces="tend-changelog-entry-v1",valid-after="20261122135702Z"';
    expect(lines?.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
      `op-7f3k ${after} ${firstKey.text}`,
      `op-9c ${after},valid-before="20270101000001Z" ${otherKey.text}`,
      `op-ci ${after},valid-before="20261201120001Z" ${security.text}`,
    ]);
  });
});

describe('policy/entry.schema.json', () => {
  test('is the contract of an entry, closed', () => {
    const schema = JSON.parse(pagesOf([openOf()]).get('policy/entry.schema.json') ?? '') as {
      oneOf?: { additionalProperties?: boolean }[];
    };
    expect(schema.oneOf).toHaveLength(entrySchema.options.length);
    expect(schema.oneOf?.every(({ additionalProperties }) => additionalProperties === false)).toBe(true);
  });
});

describe('what a page says the record is worth', () => {
  const worth = (policy: string | null) => pagesOf([openOf({ policy })]).get('region.md') ?? '';

  test('names two honest collectives only where two must have seen a head', () => {
    expect(worth(quorumOf(2))).toContain('as long as two of the witnessing collectives are honest.');
    expect(worth(quorumOf(1))).toContain('as long as the collective that witnesses it is honest.');
    const nested = quorumOf(1).replace('quorum both', 'group all all both\nquorum all');
    expect(worth(nested)).toContain('as long as the collective that witnesses it is honest.');
  });

  test('says that nobody has to witness it where that is so', () => {
    for (const policy of [null, 'quorum none\n', `witness north ${north.text}\nquorum none\n`, 'no policy'])
      expect(worth(policy)).toContain('no other collective has to witness this log yet');
  });

  test('says that a draft is not signed', () => {
    expect(pagesOf([openOf()], 1).get('region.md')).toContain('This log is a draft: nothing in it is signed.');
    expect(pagesOf([openOf()], 1).get('README.md')).toContain('A draft: nothing in it is signed.');
  });

  test('changes on every page with the policy', () => {
    const policy = entryOf('policy', { policy: quorumOf(2), roots: [firstFingerprint], threshold: 1 });
    for (const [path, text] of pagesOf([openOf(), policy]))
      if (path.endsWith('.md')) expect(text).toContain('two of the witnessing collectives');
  });
});
