import { describe, expect, test } from '@jest/globals';
import { head, mistakesOf, readManifest } from './read-manifest.js';

/** The app `a` with these further keys, read. */
async function readApp(keys: string, node = 'brunswick') {
  const region = await readManifest(head, { 'a.yml': `recipe: x\nversion: 1.0.0\nnode: ${node}\n${keys}` });
  return region.apps[0]!;
}

describe('compose', () => {
  test('is read as compose files are: 0555 is octal', async () => {
    const { compose } = await readApp(
      'compose:\n  services:\n    app:\n      command: [yes]\n      configs: [{ source: x, mode: 0555 }]\n      environment: { <<: &e { A: 1 }, B: "no" }\n',
    );
    expect(compose).toEqual({
      services: {
        app: {
          command: [true],
          configs: [{ source: 'x', mode: 0o555 }],
          environment: { A: 1, B: 'no' },
        },
      },
    });
  });

  test('must stand by itself', async () => {
    const text = 'recipe: &x x\nversion: 1.0.0\nnode: coburg\ncompose: { services: *x }\n';
    expect(await mistakesOf(head, { 'a.yml': text })).toEqual([
      'apps/a.yml:4:10  compose cannot be read by itself: unidentified alias "x". Anchors must stand inside it.',
    ]);
  });
});
