import { describe, expect, test } from '@jest/globals';
import { head, readManifest } from './read-manifest.js';

/** The app `a` with these further keys, read. */
async function readApp(keys: string, node = 'brunswick') {
  const region = await readManifest(head, { 'a.yml': `recipe: x\nversion: 1.0.0\nnode: ${node}\n${keys}` });
  return region.apps[0]!;
}

describe('an env value', () => {
  test('is what was typed, whatever YAML takes it for', async () => {
    const { env } = await readApp(
      'env:\n  A: 0555\n  B: no\n  C: 1.10\n  D: True\n  E: 64\n  F: true\n  G: 1e3\n  H: 0x1F\n  I: -0\n  J: 2026-11-22\n' +
        '  K: "a: b"\n  L: 12345678901234567890\n  M: +1\n  N: .5\n  O: 1_000\n  P: ""\n  Q: on\n',
    );
    expect(env).toEqual({
      A: '0555',
      B: 'no',
      C: '1.10',
      D: 'True',
      E: '64',
      F: 'true',
      G: '1e3',
      H: '0x1F',
      I: '-0',
      J: '2026-11-22',
      K: 'a: b',
      L: '12345678901234567890',
      M: '+1',
      N: '.5',
      O: '1_000',
      P: '',
      Q: 'on',
    });
  });

  test('may be shared by an anchor and a merge, own keys first', async () => {
    const region = await readManifest(
      `${head}apps:\n  a: { recipe: x, version: 1.0.0, node: coburg, env: &mail { HOST: m, PORT: 25 } }\n` +
        `  b: { recipe: x, version: 1.0.0, node: coburg, env: { <<: *mail, PORT: 587 } }\n`,
    );
    expect(region.apps[1]?.env).toEqual({ HOST: 'm', PORT: '587' });
  });
});
