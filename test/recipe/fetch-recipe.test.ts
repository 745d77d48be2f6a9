import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { realFiles } from '../../src/tools/files.js';
import { wikiHere } from './wiki-here.js';

const here = wikiHere();

describe('fetching a recipe', () => {
  test('runs nothing that a URL smuggles in', async () => {
    const trace = join(here.place, 'trace');
    for (const url of [`ext::sh -c touch% ${trace}`, `--upload-pack=touch ${trace}`]) {
      await expect(here.read({ kind: 'url', name: 'wiki', url })).rejects.toMatchObject({ code: 'RECIPE_NOT_FOUND' });
    }
    expect(await realFiles.exists(trace)).toBe(false);
  });
});
