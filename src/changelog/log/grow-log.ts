import { given } from '../../model/given.js';
import type { Commit } from '../../model/brand.js';
import { newLogState } from '../fold/log-state.js';
import type { Clone } from '../clone/clone.js';
import { listTree, type TreeFile } from '../clone/list-tree.js';
import { readBlobs } from '../clone/read-blobs.js';
import { findSegments } from './find-segments.js';
import { draftAltered } from './draft-altered.js';
import { foldLines, type NewPart } from './fold-lines.js';
import { invalidLog } from './invalid-log.js';
import type { Log } from './log.js';
import { readDraft, takeUpDraft } from './read-draft.js';
import type { Reading } from './reading.js';
import { draftFolder, entriesFolder } from './segment-path.js';

/** A log before anything was read. */
export function emptyLog({ origin, contents }: Pick<Reading, 'origin' | 'contents'>): Log {
  const state = newLogState(contents.newPages(origin));
  return { state, segments: [], roots: new Uint8Array(), tail: '', signed: 0, hasJunk: false };
}

/**
 * The log at a commit: only what `known` does not hold is read, and every line of it judged (CHANGELOG_INVALID for a line
 * within the signed head; behind it such lines are left out). Undefined where `known` is not its beginning, byte for byte.
 */
export async function growLog(reading: Reading, known: Log, commit: Commit): Promise<Log | undefined> {
  const files = await listTree(reading.clone, commit, [entriesFolder, draftFolder, 'log/checkpoint', 'README.md']);
  const begun = await withDraft(reading, known, findSegments(files, draftFolder));
  const part = await readNew(reading.clone, begun, { commit, files });
  return part && foldLines(reading, begun, part);
}

/** A draft is part of the pages from the beginning. Once a log has taken it up (or none) it stays what it is. */
async function withDraft(reading: Reading, known: Log, files: readonly TreeFile[]): Promise<Log> {
  const same = (known.draft?.segments ?? []).join() === files.map(({ object }) => object).join();
  if (same) return known;
  if (known.state.opened !== null) throw invalidLog(draftAltered);
  const found = await readDraft(reading.clone, files);
  return found ? takeUpDraft(reading, emptyLog(reading), found) : emptyLog(reading);
}

async function readNew(
  clone: Clone,
  known: Log,
  { commit, files }: { commit: Commit; files: readonly TreeFile[] },
): Promise<NewPart | undefined> {
  const segments = findSegments(files, entriesFolder);
  const full = known.roots.length / 32;
  const same = known.segments.slice(0, full).every((object, index) => segments[index]?.object === object);
  if (!same) return undefined;
  const byPath = new Map(files.map((file) => [file.path, file.object]));
  const rest = segments.slice(full);
  const checkpoint = byPath.get('log/checkpoint');
  const blobs = await readBlobs(clone, [...rest.map((file) => file.object), ...(checkpoint ? [checkpoint] : [])]);
  const tail = Buffer.from(known.tail);
  const [first = new Uint8Array(), ...others] = blobs.slice(0, rest.length);
  if (!tail.equals(first.subarray(0, tail.length))) return undefined;
  const readme = byPath.get('README.md');
  return {
    commit,
    texts: [first.subarray(tail.length), ...others],
    objects: segments.map((file) => file.object),
    ...given({
      checkpoint: checkpoint ? Buffer.from(blobs.at(-1) ?? []).toString('utf8') : undefined,
      readme,
    }),
  };
}
