import type { Commit } from '../../model/brand.js';
import { given } from '../../model/given.js';
import type { Log } from '../log/log.js';
import { entriesPerSegment } from '../log/segment-path.js';
import type { WholeLog } from './read-whole.js';

const segmentLevel = 8;

/**
 * A log that was read whole, as it is kept for the next visit. Undefined where lines behind its head were left out: then what
 * stays is read anew, file by file.
 */
export function logOfWhole(whole: WholeLog, commit: Commit): Log | undefined {
  const { tree, state, files, segments, head, draft, tail, junk, problems } = whole;
  if (junk.length + problems.length > 0 || !head || 'problem' in head) return undefined;
  const full = Math.floor(tree.size / entriesPerSegment);
  const readme = files.find(({ path }) => path === 'README.md')?.object;
  return {
    commit,
    state,
    segments: segments.map(({ object }) => object),
    roots: Buffer.concat(Array.from({ length: full }, (_, index) => tree.node(segmentLevel, index))),
    tail,
    checkpoint: head.text,
    signed: head.size,
    hasJunk: false,
    ...given({ draft, readme }),
  };
}
