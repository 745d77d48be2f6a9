import { describe, expect, test } from '@jest/globals';
import { fingerprint, fingerprintOfLine, makePublicKey, parsePublicKey } from '../../../src/tlog/sshsig/public-key.js';
import { packString } from '../../../src/tlog/sshsig/wire.js';

/** Made by ssh-keygen (OpenSSH 9.2), fingerprint as `ssh-keygen -l` shows it. */
const known = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILQTc1aiYl4DeH5yetJN7LbvKdtBCNCpnL6pfcDNdxM4';
const knownFingerprint = 'SHA256:9Ww5ty295UchA8GIDRQyaV3wxsztiY4i9+1AZjoayDw';
const raw = Buffer.from(known.slice(12), 'base64').subarray(19);

function line(kind: string, ...strings: (string | Uint8Array)[]): string {
  return `${kind} ${Buffer.concat(strings.map(packString)).toString('base64')}`;
}
const sk = 'sk-ssh-ed25519@openssh.com';
const touchKey = line(sk, sk, raw, 'ssh:');

test('reads a key that ssh-keygen made and tells its fingerprint', () => {
  const key = parsePublicKey(`${known} op-7f3k\n`);
  expect([key?.kind, key?.text, key && fingerprint(key)]).toEqual(['ssh-ed25519', known, knownFingerprint]);
  expect(key?.publicKey).toEqual(new Uint8Array(raw));
  expect(key && 'application' in key).toBe(false);
});

test('reads a security key with what it signs for', () => {
  expect(parsePublicKey(touchKey)).toMatchObject({ kind: sk, application: 'ssh:', text: touchKey });
});

test('reads what it makes', () => {
  const key = makePublicKey(raw);
  expect([key.text, parsePublicKey(key.text)]).toEqual([known, key]);
  expect(() => makePublicKey(raw.subarray(1))).toThrow(TypeError);
});

test('takes a comment of any letters', () => {
  expect(parsePublicKey(`${known} Zoë in Köln, 2. Schlüssel`)?.text).toBe(known);
});

describe('refuses', () => {
  test.each([
    ['nothing', ''],
    ['a kind alone', 'ssh-ed25519'],
    ['options before it', `restrict ${known}`],
    ['two blanks', known.replace(' ', '  ')],
    ['a tab', known.replace(' ', '\t')],
    ['a second line', `${known}\n${known}`],
    ['a carriage return', `${known}\r\n`],
    ['a control character in the comment', `${known} a\u001b[31m`],
    ['another kind in front', known.replace('ssh-ed25519', 'ssh-rsa')],
    ['the name of a certificate', known.replace('ssh-ed25519', 'ssh-ed25519-cert-v01@openssh.com')],
    ['an RSA key', line('ssh-rsa', 'ssh-rsa', Buffer.of(1, 0, 1), Buffer.alloc(257, 0xc1))],
    ['an ECDSA key', line('ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp256', 'nistp256', Buffer.alloc(65, 4))],
    [
      'a security key of another kind',
      line('sk-ecdsa-sha2-nistp256@openssh.com', 'sk-ecdsa-sha2-nistp256@openssh.com'),
    ],
    ['padding too much', `${known}=`],
    ['31 bytes', line('ssh-ed25519', 'ssh-ed25519', raw.subarray(1))],
    ['33 bytes', line('ssh-ed25519', 'ssh-ed25519', Buffer.concat([raw, Buffer.of(0)]))],
    ['bytes behind the key', line('ssh-ed25519', 'ssh-ed25519', raw, '')],
    [
      'a length beyond the end',
      `ssh-ed25519 ${Buffer.from('0000000b7373682d65643235353139ffffffff00', 'hex').toString('base64')}`,
    ],
    ['a key of low order', line('ssh-ed25519', 'ssh-ed25519', Buffer.concat([Buffer.of(1), Buffer.alloc(31)]))],
    ['a security key of low order', line(sk, sk, Buffer.alloc(32), 'ssh:')],
    ['a security key for nothing', line(sk, sk, raw)],
    ['a security key for the web', line(sk, sk, raw, 'https://example.org')],
    ['a security key with free text', line(sk, sk, raw, `ssh:${'a'.repeat(61)}`)],
    ['a security key with a blank in it', line(sk, sk, raw, 'ssh:a b')],
    ['20,000 characters', `${known} ${'a'.repeat(20_000)}`],
  ])('%s', (_, text) => {
    expect(parsePublicKey(text)).toBeUndefined();
    expect(fingerprintOfLine(text)).toBeUndefined();
  });
});

test.each([known, `${known}\n`, `${known} a comment`, line(sk, sk, raw, 'ssh:')])(
  'has the fingerprint of its line',
  (text) => {
    const key = parsePublicKey(text);
    expect(key && fingerprint(key)).toBe(fingerprintOfLine(text));
    expect(fingerprintOfLine(text)).toMatch(/^SHA256:.{43}$/);
  },
);
