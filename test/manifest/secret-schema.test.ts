import { describe, expect, test } from '@jest/globals';
import { head, readManifest } from './read-manifest.js';

/** The app `a` with these further keys, read. */
async function readApp(keys: string, node = 'brunswick') {
  const region = await readManifest(head, { 'a.yml': `recipe: x\nversion: 1.0.0\nnode: ${node}\n${keys}` });
  return region.apps[0]!;
}

describe('secrets', () => {
  test('come to be in every form', async () => {
    const { secrets } = await readApp(
      'secrets:\n  a: generate\n  b: ask\n  c: { generate: true, version: v2, length: 40, charset: hex }\n  d: { from: env:X }\n' +
        '  e: { from: file:keys/e, version: v3 }\n  f: { ask: true, version: v4 }\n',
    );
    expect(secrets).toEqual({
      a: { kind: 'generate' },
      b: { kind: 'ask' },
      c: { kind: 'generate', version: 'v2', length: 40, charset: 'hex' },
      d: { kind: 'from', from: { kind: 'env', name: 'X' } },
      e: { kind: 'from', from: { kind: 'file', path: '/region/keys/e' }, version: 'v3' },
      f: { kind: 'ask', version: 'v4' },
    });
  });
});
