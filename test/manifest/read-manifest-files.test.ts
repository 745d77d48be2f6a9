import { describe, expect, test } from '@jest/globals';
import { head, readManifest } from './read-manifest.js';

describe('a file of several apps', () => {
  test('reads as if they stood in region.yml', async () => {
    const several =
      'apps:\n  a: { recipe: x, version: 1.0.0, node: coburg }\n  b: { recipe: x, version: 1.0.0, node: coburg }\n';
    const region = await readManifest(head, { 'tools.yml': several });
    expect(region.apps.map(({ name, at }) => [name, at.file, at.line])).toEqual([
      ['a', 'apps/tools.yml', 2],
      ['b', 'apps/tools.yml', 3],
    ]);
  });
});
