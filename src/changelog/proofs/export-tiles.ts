import { join } from 'node:path';
import { KnownError } from '../../model/known-error.js';
import { hashLines } from '../../tlog/tree/hash-segment.js';
import { makeEntryBundle } from '../../tlog/tree/make-entry-bundle.js';
import { makeTiles, tilePath } from '../../tlog/tree/tiles.js';
import { treeOfLeaves } from '../../tlog/tree/tree.js';
import { readLines } from '../log/read-entries.js';
import { entriesPerSegment } from '../log/segment-path.js';
import { refreshLog } from '../refresh-log.js';
import type { Workplace } from '../workplace.js';

/** What an export wrote. */
export interface Exported {
  readonly folder: string;
  readonly size: number;
  readonly files: number;
}

/**
 * Writes the log up to its signed head as C2SP tlog-tiles: `checkpoint`, `tile/<level>/…`, `tile/entries/…`, for any web
 * server and any tool of that field. The checkpoint comes last: what it covers is there before it.
 */
export async function exportTiles(place: Workplace, folder: string): Promise<Exported> {
  const { log } = await refreshLog(place, true);
  const { checkpoint, signed } = log;
  if (checkpoint === undefined)
    throw new KnownError('USAGE', 'there is no signed head to export yet', {
      tryThis: ['the next tend apply signs one'],
    });
  const lines = (await readLines(await place.clone(), log)).slice(0, signed);
  const texts = chunk(lines).map((some) => Buffer.from(`${some.join('\n')}\n`));
  const tree = treeOfLeaves(Buffer.concat(texts.map((text) => hashLines(text))));
  const bundles = texts.map((text, index): [string, Uint8Array] => [
    tilePath('entries', index, Math.min(entriesPerSegment, signed - index * entriesPerSegment)),
    makeEntryBundle(text),
  ]);
  const files = [...makeTiles(tree), ...bundles];
  for (const [path, bytes] of files) await place.files.write(join(folder, path), bytes);
  await place.files.write(join(folder, 'checkpoint'), checkpoint);
  return { folder, size: signed, files: files.length + 1 };
}

function chunk(lines: readonly string[]): string[][] {
  const count = Math.ceil(lines.length / entriesPerSegment);
  return Array.from({ length: count }, (_, index) =>
    lines.slice(index * entriesPerSegment, (index + 1) * entriesPerSegment),
  );
}
