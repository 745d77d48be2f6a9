import { describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sshFingerprint, hostKeyAlgorithms, isEncryptedKey, parseSshKey } from '../../../src/tools/ssh/ssh-key.js';

function withKey(words: string[], look: (path: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'tend-key-'));
  const path = join(folder, 'key');
  execFileSync('ssh-keygen', ['-q', '-C', '', '-f', path, ...words]);
  look(path);
  rmSync(folder, { recursive: true });
}

describe('keys, against ssh-keygen', () => {
  test.each([['ed25519'], ['ecdsa'], ['rsa']])('shows the fingerprint of an %s key as ssh does', (type) => {
    withKey(['-t', type, '-N', ''], (path) => {
      const key = parseSshKey(readFileSync(`${path}.pub`, 'utf8'));
      const shown = execFileSync('ssh-keygen', ['-lf', path], { encoding: 'utf8' });
      expect(shown).toContain(sshFingerprint(key!.blob));
    });
  });

  test.each([
    ['an open key', ['-t', 'ed25519', '-N', ''], false],
    ['an encrypted key', ['-t', 'ed25519', '-N', 'open sesame'], true],
    ['an open PEM', ['-t', 'rsa', '-m', 'PEM', '-N', ''], false],
    ['an encrypted PEM', ['-t', 'rsa', '-m', 'PEM', '-N', 'open sesame'], true],
    ['an encrypted PKCS8', ['-t', 'rsa', '-m', 'PKCS8', '-N', 'open sesame'], true],
  ] as const)('knows %s by its form', (_name, words, encrypted) => {
    withKey([...words], (path) => expect(isEncryptedKey(readFileSync(path, 'utf8'))).toBe(encrypted));
  });

  test.each([[''], ['ssh-ed25519'], ['ssh-ed25519 AAAA'], ['ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAI'], ['AAAA ssh-ed25519']])(
    'takes no other text for a key: %j',
    (text) => expect(parseSshKey(text)).toBeUndefined(),
  );

  test('asks for the pinned kind first and for the others after it, so that a change is seen', () => {
    const all = ['ssh-ed25519', 'rsa-sha2-512', 'rsa-sha2-256'];
    expect(hostKeyAlgorithms(['ssh-rsa'], all)).toEqual(['rsa-sha2-512', 'rsa-sha2-256', 'ssh-ed25519']);
    expect(hostKeyAlgorithms([], all)).toEqual(all);
  });
});
