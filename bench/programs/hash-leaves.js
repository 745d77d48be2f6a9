// Hashes the lines of a folder's files, segments of a log, and gives the root: hash-leaves FOLDER
// Prints size, root and the megabytes of memory it took, as JSON.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendLeaf, appendSubtree, emptyRange, rootOf } from '../../src/tlog/tree/compact-range.ts';
import { hashSegment } from '../../src/tlog/tree/hash-segment.ts';
import { realWorkers } from '../../src/tools/workers.ts';

export async function main({ built, args: [folder = ''] }) {
  const job = { module: built('tlog/tree/hash-segment'), run: hashSegment, transfer };
  let range = emptyRange;
  for await (const { hashes, root } of realWorkers.map(job, segments(folder))) {
    if (root) range = appendSubtree(range, 8, root);
    else for (let at = 0; at < hashes.length; at += 32) range = appendLeaf(range, hashes.subarray(at, at + 32));
  }
  const root = Buffer.from(rootOf(range)).toString('base64');
  console.log(JSON.stringify({ size: range.size, root, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

/** A file is read into bytes of its own, which nobody needs here any more. */
function transfer(text) {
  return [text.buffer];
}

function* segments(folder) {
  for (const file of readdirSync(folder).sort()) yield readFileSync(join(folder, file));
}
