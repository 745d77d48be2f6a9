// A program of its own, as tend is one: hashes the lines of a folder's files, segments of a log, and gives the root.
//     node hash-leaves.js FOLDER     prints size, root and the megabytes of memory it took, as JSON
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendLeaf, appendSubtree, emptyRange, rootOf } from '../dist/tlog/tree/compact-range.js';
import { hashSegment } from '../dist/tlog/tree/hash-segment.js';
import { realWorkers } from '../dist/tools/workers.js';

const folder = process.argv[2] ?? '';
const job = { module: import.meta.resolve('../dist/tlog/tree/hash-segment.js'), run: hashSegment, transfer };

let range = emptyRange;
for await (const { hashes, root } of realWorkers.map(job, segments())) {
  if (root) range = appendSubtree(range, 8, root);
  else for (let at = 0; at < hashes.length; at += 32) range = appendLeaf(range, hashes.subarray(at, at + 32));
}
const root = Buffer.from(rootOf(range)).toString('base64');
console.log(JSON.stringify({ size: range.size, root, megabytes: process.resourceUsage().maxRSS / 1024 }));

/** A file is read into bytes of its own, which nobody needs here any more. */
function transfer(text) {
  return [text.buffer];
}

function* segments() {
  for (const file of readdirSync(folder).sort()) yield readFileSync(join(folder, file));
}
