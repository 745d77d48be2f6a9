import { describe, expect, jest, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { armorSshsig, unarmorSshsig } from '../../../src/tlog/sshsig/armor.js';
import { fingerprint, parsePublicKey, type PublicKey } from '../../../src/tlog/sshsig/public-key.js';
import {
  makeSshsig,
  parseSshsig,
  verifySigner,
  verifySshsig as verifyAlone,
  type SignedMessage,
} from '../../../src/tlog/sshsig/sshsig.js';
import { describeVectors } from '../../support/vectors.js';
import { makeEd25519Key, makeSecurityKey } from './make-key.js';
import { hasSshKeygen, isGoodForSshKeygen, signBySshKeygen } from './ssh-keygen.js';

jest.setTimeout(60_000);

const namespace = 'tend-changelog-entry-v1';
const message = Buffer.from('{"actor":"op-7f3k","why":"Kümmerer → 🙂"}');

/** Both ways to ask must agree on each of these signatures. */
function verifySshsig(given: SignedMessage): PublicKey | undefined {
  const key = verifyAlone(given);
  expect(verifySigner(given)).toBe(key && fingerprint(key));
  return key;
}

/** By ssh-keygen -Y sign (OpenSSH 9.2) for the namespace `test-v1` over `abc` and a newline. */
const known = {
  line: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPBQBk/n5dCqHeer1wvdn7A+K/YQCZhOw0d5ugEud07x',
  sig: 'U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg8FAGT+fl0Kod56vXC92fsD4r9hAJmE7DR3m6AS53TvEAAAAHdGVzdC12MQAAAAAAAAAGc2hhNTEyAAAAUwAAAAtzc2gtZWQyNTUxOQAAAEBfZxppK2xJ4Kj1IEtRuJrLVy7ujNdg/dA5Z4tB9rfSDD+/LL3e95h73iWDeP2CP75ihtTggRj3NTA2eyzjcFUJ',
  sigOverSha256:
    'U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAg8FAGT+fl0Kod56vXC92fsD4r9hAJmE7DR3m6AS53TvEAAAAHdGVzdC12MQAAAAAAAAAGc2hhMjU2AAAAUwAAAAtzc2gtZWQyNTUxOQAAAECfiwH5GBw/YhZmonanIEYD/kughfsSnpPHRog6qnkBS6CFEzCOPf76P4g5jnjVB+Tqa/g/YqXgpSDfPnj7BwUD',
};

describe('a signature that ssh-keygen made', () => {
  const abc = Buffer.from('abc\n');

  test('names its key', () => {
    expect(verifySshsig({ sig: known.sig, namespace: 'test-v1', message: abc })?.text).toBe(known.line);
  });

  test('counts for nothing over SHA-256, although it can be read', () => {
    expect(parseSshsig(known.sigOverSha256)?.hash).toBe('sha256');
    expect(verifySshsig({ sig: known.sigOverSha256, namespace: 'test-v1', message: abc })).toBeUndefined();
  });
});

const makers = [
  ['an ed25519 key', () => makeEd25519Key()],
  ['a security key', () => makeSecurityKey()],
] as const;

describe.each(makers)('%s', (_, make) => {
  const { key, sign } = make();
  const sig = sign(namespace, message);

  test('is named by its good signature', () => {
    expect(verifySshsig({ sig, namespace, message })).toEqual(key);
  });

  test('is not named for another namespace, one byte more or less, no message', () => {
    const others = [Buffer.concat([message, Buffer.of(10)]), message.subarray(1), Buffer.alloc(0)];
    for (const other of others) expect(verifySshsig({ sig, namespace, message: other })).toBeUndefined();
    expect(verifySshsig({ sig, namespace: 'tend-changelog-entry-v2', message })).toBeUndefined();
  });

  test('is not named with any bit of the signature changed', () => {
    const bytes = Buffer.from(sig, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect([bit, verifySshsig({ sig: changed.toString('base64'), namespace, message })]).toEqual([bit, undefined]);
    }
  });

  test('is not named with the signature cut short or made longer', () => {
    const bytes = Buffer.from(sig, 'base64');
    for (const length of bytes.keys()) {
      expect(parseSshsig(bytes.subarray(0, length).toString('base64'))).toBeUndefined();
    }
    expect(parseSshsig(Buffer.concat([bytes, Buffer.of(0)]).toString('base64'))).toBeUndefined();
  });

  test('is not named with anything behind the signature', () => {
    const signature = Buffer.concat([parseSshsig(sig)?.signature ?? message, Buffer.of(0)]);
    const longer = makeSshsig({ key, namespace, signature });
    expect(verifySshsig({ sig: longer, namespace, message })).toBeUndefined();
  });

  test('is not named where the signature says it is over another hash than it is', () => {
    const bytes = Buffer.from(sig, 'base64');
    bytes.write('sha256', bytes.indexOf('sha512'));
    expect(verifySshsig({ sig: bytes.toString('base64'), namespace, message })).toBeUndefined();
  });

  test('does not lend its signature to another key', () => {
    const other = make();
    const parsed = parseSshsig(sig);
    const lent = makeSshsig({ key: other.key, namespace, signature: parsed?.signature ?? new Uint8Array() });
    expect(verifySshsig({ sig: lent, namespace, message })).toBeUndefined();
  });

  test('has one spelling of its signature', () => {
    const spellings = [
      `${sig}\n`,
      ` ${sig}`,
      sig.replace(/=*$/, ''),
      armorSshsig(sig),
      sig.replaceAll('+', '-').replaceAll('/', '_'),
    ];
    const others = spellings.filter((each) => each !== sig);
    expect(others.map((each) => verifySshsig({ sig: each, namespace, message }))).toEqual(others.map(() => undefined));
  });
});

describe('a security key', () => {
  test.each([
    ['no touch', 0x00],
    ['a PIN alone', 0x04],
  ])('is not named where it says %s', (_, flags) => {
    const { sign } = makeSecurityKey({ flags });
    expect(verifySshsig({ sig: sign(namespace, message), namespace, message })).toBeUndefined();
  });

  test('is named where it wants a PIN beside the touch', () => {
    const { sign, key } = makeSecurityKey({ flags: 0x05, application: 'ssh:changelog' });
    expect(verifySshsig({ sig: sign(namespace, message), namespace, message })).toEqual(key);
  });

  test('does not pass for an ed25519 key of the same bytes, nor the other way round', () => {
    const touch = makeSecurityKey();
    const plain = makeEd25519Key();
    const crossed = [
      makeSshsig({
        key: plain.key,
        namespace,
        signature: parseSshsig(touch.sign(namespace, message))?.signature ?? message,
      }),
      makeSshsig({
        key: touch.key,
        namespace,
        signature: parseSshsig(plain.sign(namespace, message))?.signature ?? message,
      }),
    ];
    for (const sig of crossed) expect(verifySshsig({ sig, namespace, message })).toBeUndefined();
  });
});

describe('refuses', () => {
  const { key, sign } = makeEd25519Key();
  const good = Buffer.from(sign(namespace, message), 'base64');

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['another magic', Buffer.concat([Buffer.from('SSHSIH'), good.subarray(6)])],
    ['version 2', Buffer.concat([good.subarray(0, 9), Buffer.of(2), good.subarray(10)])],
    ['the reserved field filled, which no signature covers', withReserved(good)],
    ['an empty namespace', Buffer.from(sign('', message), 'base64')],
    ['5,000 characters', Buffer.from(sign('a'.repeat(3600), message), 'base64')],
  ])('%s', (_, bytes) => {
    expect(parseSshsig(bytes.toString('base64'))).toBeUndefined();
  });

  test('a namespace that is no text', () => {
    const bytes = Buffer.from(makeSshsig({ key, namespace: 'aa', signature: good }), 'base64');
    const at = bytes.indexOf('\0\0\0\u0002aa') + 4;
    bytes[at] = 0xff;
    expect(parseSshsig(bytes.toString('base64'))).toBeUndefined();
  });
});

(hasSshKeygen ? describe : describe.skip)('against ssh-keygen (skipped where it is absent)', () => {
  test.each(makers)('it takes what %s signed, and only that', (_, make) => {
    const { key, sign } = make();
    const claim = { sig: sign(namespace, message), namespace, message, key };
    expect(isGoodForSshKeygen(claim)).toBe(true);
    expect(isGoodForSshKeygen({ ...claim, namespace: 'other' })).toBe(false);
    expect(isGoodForSshKeygen({ ...claim, message: Buffer.concat([message, Buffer.of(10)]) })).toBe(false);
    expect(isGoodForSshKeygen({ ...claim, key: make().key })).toBe(false);
  });

  test('we take what it signed', () => {
    const { sig, line } = signBySshKeygen(namespace, message);
    expect(verifySshsig({ sig, namespace, message })?.text).toBe(parsePublicKey(line)?.text);
    expect(verifySshsig({ sig, namespace, message: message.subarray(1) })).toBeUndefined();
  });

  test('we read what it signed over SHA-256, but take it for nothing', () => {
    const { sig } = signBySshKeygen(namespace, message, 'sha256');
    expect([parseSshsig(sig)?.hash, verifySshsig({ sig, namespace, message })]).toEqual(['sha256', undefined]);
  });

  test('writes the armor as it does', () => {
    const { sig, armored } = signBySshKeygen(namespace, message);
    expect(armorSshsig(sig)).toBe(armored);
  });

  test('it keeps to the times of allowed_signers', () => {
    const { key, sign } = makeEd25519Key();
    const row = { validAfter: '2027-01-01T00:00:00Z', validBefore: '2027-07-01T00:00:00Z' };
    const claim = { sig: sign(namespace, message), namespace, message, key, row };
    const times = ['20261231235959Z', '20270101000001Z', '20270630235959Z', '20270701000001Z'];
    expect(times.map((time) => isGoodForSshKeygen({ ...claim, time }))).toEqual([false, true, true, false]);
  });

  test('it keeps to the namespaces of allowed_signers', () => {
    const { key, sign } = makeEd25519Key();
    const claim = { sig: sign(namespace, message), namespace, message, key, row: { namespaces: ['other'] } };
    expect(isGoodForSshKeygen(claim)).toBe(false);
  });
});

describeVectors('tlog/sshsig', (folder) => {
  const sig = unarmorSshsig(readFileSync(join(folder, 'message.sig'), 'utf8')) ?? '';
  const signed = readFileSync(join(folder, 'message'));
  const theirs = 'changelog-entry-v1@changelog.example';

  test('verifies what ssh-keygen signed', () => {
    const key = verifySshsig({ sig, namespace: theirs, message: signed });
    expect(key && fingerprint(key)).toBe('SHA256:9Ww5ty295UchA8GIDRQyaV3wxsztiY4i9+1AZjoayDw');
    expect(readFileSync(join(folder, 'allowed_signers'), 'utf8')).toContain(key?.text);
  });

  test('puts it together again to the byte', () => {
    const parsed = parseSshsig(sig);
    expect(parsed && makeSshsig(parsed)).toBe(sig);
    expect(armorSshsig(sig)).toBe(readFileSync(join(folder, 'message.sig'), 'utf8'));
  });
});

/** The same with an `x` in the reserved field, behind the namespace. */
function withReserved(bytes: Buffer): Buffer {
  const at = bytes.indexOf(namespace) + namespace.length;
  return Buffer.concat([bytes.subarray(0, at), Buffer.of(0, 0, 0, 1, 0x78), bytes.subarray(at + 4)]);
}
