import { expect, test } from '@jest/globals';
import { endRow, makeRow } from '../../src/cli/live-rows.js';
import { tellStopping } from '../../src/cli/tell-stopping.js';

test('a row that runs says that its run is stopping and keeps what it does; one that has ended stays as it is', () => {
  const drawn: string[][] = [];
  const rows = ['wiki 1.1.0', 'pads 1.0.0'].map((title) => makeRow('one', title));
  for (const row of rows) row.redraw = (...words) => void drawn.push(words);
  rows[0]!.output = 'app: 0 of 1';
  endRow(rows[1]!, 'pads is there', true);
  for (const row of rows) tellStopping(row);
  expect(drawn).toEqual([
    ['pads is there', ''],
    ['wiki 1.1.0 · stopping (once more: at once)', 'app: 0 of 1'],
  ]);
});
