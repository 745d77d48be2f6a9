import { describe, expect, test } from '@jest/globals';
import { hostKeyRefused, pinnedKey } from '../../../src/tools/ssh/pinned-key.js';
import { makeNode } from '../../support/builders.js';

const key = (fill: number) => {
  const part = (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  return Buffer.concat([part(Buffer.from('ssh-ed25519')), part(Buffer.alloc(32, fill))]);
};
const line = (fill: number) => `ssh-ed25519 ${key(fill).toString('base64')}`;
const unpinned = { name: 'brunswick', host: 'brunswick.example.org', at: { file: 'region.yml', line: 9, column: 3 } };

describe('the host key of a node', () => {
  test('is refused where none is pinned, with the line to pin and both ways to write it', () => {
    expect(hostKeyRefused(unpinned, key(1))).toMatchObject({
      code: 'HOST_KEY_UNPINNED',
      details: [expect.stringMatching(/^server now {3}SHA256:/), `hostKey: ${line(1)}`],
      tryThis: [expect.stringContaining('tend node add brunswick --pin'), expect.stringContaining('nodes: brunswick:')],
    });
  });

  test('is refused where another one is pinned, with both fingerprints and where the pin stands', () => {
    expect(hostKeyRefused(makeNode({ ...unpinned, hostKey: line(1) }), key(2))).toMatchObject({
      code: 'HOST_KEY_CHANGED',
      details: [expect.stringMatching(/^region.yml \(line 9\) {3}SHA256:\S+ {3}server now {3}SHA256:/)],
      tryThis: [
        expect.stringContaining('tend node add brunswick --replace'),
        expect.stringContaining('do not connect'),
      ],
    });
  });

  test('that is no key is a mistake in the manifest', () => {
    expect(() => pinnedKey(makeNode({ hostKey: 'ssh-ed25519 AAA' }))).toThrow(
      expect.objectContaining({ code: 'MANIFEST_INVALID', message: 'nodes.brunswick.hostKey is not a public key' }),
    );
  });
});
