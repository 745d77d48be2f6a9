import { readFileSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { makeEntryBundle } from '../../../src/tlog/tree/make-entry-bundle.js';
import { hashSegment } from '../../../src/tlog/tree/hash-segment.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { tileNumber, tilePath, makeTiles } from '../../../src/tlog/tree/tiles.js';
import { treeOfLeaves } from '../../../src/tlog/tree/tree.js';
import { describeVectors } from '../../support/vectors.js';
import { makeLeaves } from './naive-tree.js';

test('writes numbers and paths as tlog-tiles does', () => {
  expect([0, 7, 999, 1000, 1234067].map(tileNumber)).toEqual(['000', '007', '999', 'x001/000', 'x001/x234/067']);
  expect(tilePath(0, 1234067)).toBe('tile/0/x001/x234/067');
  expect(tilePath(1, 0, 44)).toBe('tile/1/000.p/44');
  expect(tilePath('entries', 273, 112)).toBe('tile/entries/273.p/112');
});

test('cuts 70,000 leaves into the tiles that tlog-tiles gives as its example', () => {
  const tiles = tilesOf(70_000);
  const partial = [...tiles.keys()].filter((path) => path.includes('.p/'));
  expect(tiles.size).toBe(273 + 1 + 1 + 1 + 1);
  expect(partial).toEqual(['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1']);
  expect(tiles.get('tile/1/000')).toHaveLength(8192);
});

test('makes no partial tile where nothing is left over, and none of an empty log', () => {
  expect([...tilesOf(256).keys()]).toEqual(['tile/0/000', 'tile/1/000.p/1']);
  expect(tilesOf(0).size).toBe(0);
});

test('puts the length of each line before it, in two bytes, big end first', () => {
  const long = 'x'.repeat(300);
  const bundle = makeEntryBundle(Buffer.from(`ü\n\n${long}\n`));
  expect(Buffer.from(bundle).toString('latin1')).toBe(`\0\x02\xc3\xbc\0\0\x01\x2c${long}`);
  expect(makeEntryBundle(Buffer.from('a'))).toEqual(Buffer.from('\0\x01a'));
});

test('refuses a line for whose length two bytes are too few', () => {
  expect(makeEntryBundle(Buffer.alloc(65_535, 'x'))).toHaveLength(65_537);
  expect(() => makeEntryBundle(Buffer.alloc(65_536, 'x'))).toThrow('a line of 65536 bytes');
});

describeVectors('tlog/log300', (folder) => {
  test('makes, byte for byte, the hash tiles that Tessera makes of the same lines', () => {
    const { hashes } = hashSegment(readFileSync(join(folder, 'entries.ndjson')));
    const tiles = [...makeTiles(treeOfLeaves(hashes))];
    expect(tiles.map(([path]) => path).sort()).toEqual(filesOf(folder).filter((path) => !path.includes('entries')));
    for (const [path, tile] of tiles) expect(readFileSync(join(folder, path)).equals(tile)).toBe(true);
  });

  test('makes, byte for byte, the entry bundles that Tessera makes of the same lines', () => {
    const lines = readFileSync(join(folder, 'entries.ndjson'));
    const second = lines.toString().split('\n').slice(0, 256).join('\n').length + 1;
    const bundles = { 'tile/entries/000': lines.subarray(0, second), 'tile/entries/001.p/44': lines.subarray(second) };
    expect(Object.keys(bundles)).toEqual(filesOf(folder).filter((path) => path.includes('entries')));
    for (const [path, text] of Object.entries(bundles))
      expect(readFileSync(join(folder, path)).equals(makeEntryBundle(text))).toBe(true);
  });
});

function tilesOf(leaves: number): Map<string, Uint8Array> {
  const hashes = makeLeaves(leaves).map(leafHash);
  return new Map(makeTiles(treeOfLeaves(Buffer.concat(hashes))));
}

function filesOf(folder: string): string[] {
  return globSync('tile/**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
