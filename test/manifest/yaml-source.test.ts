import { describe, expect, test } from '@jest/globals';
import { head, mistakesOf, readManifest } from './read-manifest.js';

describe('a file from another system', () => {
  test('reads with Windows line ends and a byte order mark, places included', async () => {
    const text = `\uFEFF${head}apps:\n  a: { recipe: x, version: 1.0.0, node: coburg }\n`.replaceAll('\n', '\r\n');
    expect((await readManifest(text)).apps[0]).toMatchObject({ name: 'a', at: { line: 9, column: 3 } });
    expect(await mistakesOf(text.replace('recipe', 'recpe'))).toEqual([
      'region.yml:9:3  apps.a.recipe is missing. A name in the catalogue, a git URL, or a path (./recipes/dokuwiki, from region.yml).',
      'region.yml:9:8  apps.a.recpe is not a key of an app. Did you mean recipe?',
    ]);
  });
});

test('names an empty key, which nobody would see', async () => {
  const [mistake] = (await mistakesOf(head, { 'a.yml': '? |\n' })).slice(-1);
  expect(mistake).toMatch(/^apps\/a\.yml:1:4 {2}"" is not a key of an app\./);
});
