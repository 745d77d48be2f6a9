import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../../src/model/entry.js';
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
