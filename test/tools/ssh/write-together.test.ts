import { expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import type { Duplex } from 'node:stream';
import { writeTogether } from '../../../src/tools/ssh/write-together.js';

/** What reaches the network, a text for each call of the kernel. */
function makeWay(): { way: Duplex; sent: string[] } {
  const sent: string[] = [];
  const way = new Writable({
    write: (chunk: Buffer, _encoding, done) => (sent.push(String(chunk)), done()),
    writev: (chunks, done) => (sent.push(chunks.map(({ chunk }) => String(chunk)).join('')), done()),
  });
  writeTogether(way as Duplex);
  return { way: way as Duplex, sent };
}

test('what is written in one turn leaves together, in its order', async () => {
  const { way, sent } = makeWay();
  for (const piece of ['len', 'body', 'tag']) way.write(piece);
  expect(sent).toEqual([]);
  await new Promise(setImmediate);
  way.write('next');
  await new Promise(setImmediate);
  expect(sent).toEqual(['lenbodytag', 'next']);
});

test('the last words leave with the end', async () => {
  const { way, sent } = makeWay();
  way.write('good');
  way.write('bye');
  way.end();
  await new Promise((resolve) => way.once('finish', resolve));
  expect(sent).toEqual(['goodbye']);
});
