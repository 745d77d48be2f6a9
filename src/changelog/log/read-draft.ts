import { createHash } from 'node:crypto';
import type { LoggedEntry } from '../../model/contents.js';
import { isMapping } from '../../model/is-mapping.js';
import { parseJson } from '../../model/parse-json.js';
import type { Clone } from '../clone/clone.js';
import type { TreeFile } from '../clone/list-tree.js';
import { readBlobs } from '../clone/read-blobs.js';
import { idOfCanonical } from './entry-id.js';
import { isDraftEntry } from './is-draft-entry.js';
import type { Draft, Log } from './log.js';
import type { Reading } from './reading.js';
import { linesOf } from './lines-of.js';

/** A draft and its entries; their positions lie below 0. */
export interface FoundDraft {
  readonly draft: Draft;
  readonly entries: readonly LoggedEntry[];
}

const before = '{"e":';
const after = ',"s":null}';

/** Reads the entries from before there were signatures: `{"e":{…},"s":null}` a line. Undefined where there are none. */
export async function readDraft(clone: Clone, files: readonly TreeFile[]): Promise<FoundDraft | undefined> {
  if (files.length === 0) return undefined;
  const segments = files.map((file) => file.object);
  const blobs = await readBlobs(clone, segments);
  const sum = createHash('sha256');
  for (const blob of blobs) sum.update(blob);
  const entries = draftEntries(blobs);
  return { draft: { segments, sha256: sum.digest('hex'), size: entries.length }, entries };
}

/** The entries of a draft that was found before. */
export async function readDraftEntries(clone: Clone, draft: Draft): Promise<LoggedEntry[]> {
  return draftEntries(await readBlobs(clone, draft.segments));
}

function draftEntries(blobs: readonly Uint8Array[]): LoggedEntry[] {
  const lines = blobs.flatMap(linesOf);
  return lines.flatMap((line, index) => {
    const read = parseDraftLine(line);
    return read ? [{ position: index - lines.length, ...read }] : [];
  });
}

/** The log that begins with this draft. */
export function takeUpDraft({ contents }: Pick<Reading, 'contents'>, log: Log, { draft, entries }: FoundDraft): Log {
  for (const logged of entries) contents.addToPages(log.state.pages, logged);
  return { ...log, draft };
}

/**
 * Nothing was signed then: whether a line may be believed is for log.open to say, which names the digest of all. Undefined
 * for what is no entry.
 */
function parseDraftLine(line: string): Pick<LoggedEntry, 'id' | 'entry'> | undefined {
  const value = parseJson(line);
  const entry = isMapping(value) ? value['e'] : undefined;
  return isDraftEntry(entry) ? { entry, id: idOfCanonical(line.slice(before.length, -after.length)) } : undefined;
}
