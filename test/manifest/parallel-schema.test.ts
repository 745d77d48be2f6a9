import { describe, expect, test } from '@jest/globals';
import { head, mistakesOf, readManifest } from './read-manifest.js';

describe('how many apps are worked on at the same time', () => {
  test('is said by the region and by a node, a number alone for new apps and changes', async () => {
    const region = await readManifest(withParallel(', parallel: 3', ', parallel: { new: 8 }'));
    expect(region.parallel).toEqual({ newApps: 3, changes: 3 });
    expect(region.nodes.map(({ parallel }) => parallel)).toEqual([undefined, { newApps: 8 }]);
  });

  test('is said by nobody unless somebody writes it', async () => {
    const region = await readManifest(head);
    expect(region).not.toHaveProperty('parallel');
    expect(region.nodes[0]).not.toHaveProperty('parallel');
  });

  test.each([
    ['0', 'parallel must be at least 1.'],
    ['65', 'parallel must be at most 64.'],
    ['2.5', 'parallel must be a number of apps from 1 to 64, or { new: 4, changes: 1 }.'],
    ['many', 'parallel must be a number of apps from 1 to 64, or { new: 4, changes: 1 }.'],
    ['"4"', 'parallel must be a number of apps from 1 to 64, or { new: 4, changes: 1 }.'],
    ['[4]', 'parallel must be a number of apps from 1 to 64, or { new: 4, changes: 1 }.'],
    ['{ new: 0 }', 'parallel.new must be at least 1.'],
    ['{ change: 3 }', 'parallel.change is not a key of parallel. Did you mean changes?'],
  ])('is not %s', async (typed, says) => {
    expect(await mistakesOf(withParallel('', `, parallel: ${typed}`))).toEqual([
      expect.stringContaining(`nodes.coburg.${says}`),
    ]);
  });
});

function withParallel(region: string, node: string): string {
  return head
    .replace('domain: merri-bek.example }', `domain: merri-bek.example${region} }`)
    .replace('coburg.example.org }', `coburg.example.org${node} }`);
}
