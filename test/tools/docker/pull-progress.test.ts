import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pullProgress } from '../../../src/tools/docker/pull-progress.js';

function line(id: string, status: string, ...[current, total]: readonly (number | undefined)[]) {
  return { id, status, progressDetail: { current: current ?? null, total: total ?? null } };
}

test('an image that comes in layers: unpacking, which counts from nought again, takes nothing back', () => {
  const { note: says } = pullProgress();
  expect([
    says(line('a', 'Pulling fs layer')),
    says(line('a', 'Downloading', 20e6, 40e6)),
    says(line('b', 'Downloading', 1e6, 12e6)),
    says(line('a', 'Download complete')),
    says(line('a', 'Extracting', 3e6, 40e6)),
    says(line('b', 'Downloading', 6e6, 12e6)),
    says(line('a', 'Extracting', 1)),
    says(line('b', 'Retrying in 5 seconds')),
    says(line('b', 'Downloading', 0.5e6, 12e6)),
    says(line('c', 'Already exists')),
    says(line('b', 'Pull complete')),
    says({ status: 'Digest: sha256:aa' }),
  ]).toEqual([
    undefined,
    '20 of 40 MB',
    '21 of 52 MB',
    '41 of 52 MB',
    '41 of 52 MB',
    '46 of 52 MB',
    '46 of 52 MB',
    undefined,
    '46 of 52 MB',
    undefined,
    '52 of 52 MB',
    undefined,
  ]);
});

test('in whatever order layers and states come, neither number goes down, nor one past the other', () => {
  const status = fc.constantFrom('Downloading', 'Extracting', 'Download complete', 'Retrying in 1 second', 'Waiting');
  const bytes = fc.option(fc.integer({ min: 0, max: 1e9 }), { nil: undefined });
  const lines = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), status, bytes, bytes));
  fc.assert(
    fc.property(lines, (all) => {
      const { note: says } = pullProgress();
      const numbers = all.flatMap(([id, state, current, total]) => {
        const words = says(line(id, state, current, total));
        return words === undefined ? [] : [words.split(' of ').map(parseFloat) as [number, number]];
      });
      numbers.forEach(([current, total], index) => {
        const [before, beforeTotal] = numbers[index - 1] ?? [0, 0];
        expect(current >= before && total >= beforeTotal && current <= total).toBe(true);
      });
    }),
  );
});
