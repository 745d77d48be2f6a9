import type { EntryId } from '../../model/brand.js';
import { commitmentsOf } from '../details-folder.js';
import type { Committed } from '../fold/fold-context.js';
import type { Clone } from '../clone/clone.js';
import { readBlobs } from '../clone/read-blobs.js';
import { idOfCanonical } from './entry-id.js';
import { entryText, parseCheckedLine } from './signed-line.js';
import { linesOf } from './lines-of.js';
import type { Log } from './log.js';
import { readDraftEntries } from './read-draft.js';

const erasing = '"type":"erase"';
/** Files that are read at once. */
const atOnce = 64;

/** What entries commit to, of those `wanted` only; default: of all that are noted. */
export function makeCommitted(
  wanted?: ReadonlySet<EntryId>,
  known: ReadonlyMap<EntryId, readonly string[]> = new Map(),
): Committed {
  const noted = new Map(known);
  return {
    of: (id) => noted.get(id),
    note(id, entry) {
      if (!wanted || wanted.has(id)) noted.set(id, commitmentsOf(entry));
    },
  };
}

/** What the entries commit to that new lines want to erase texts of: nearly always none, then nothing is read. */
export async function loadCommitted(clone: Clone, log: Log, texts: readonly Uint8Array[]): Promise<Committed> {
  const wanted = new Set(texts.flatMap(erasedIn));
  return makeCommitted(wanted, wanted.size === 0 ? new Map() : await findCommitted(clone, log, wanted));
}

/** Ids of the entries that erasings among some lines name; nobody has checked the lines. */
function erasedIn(text: Uint8Array): EntryId[] {
  if (!Buffer.from(text.buffer, text.byteOffset, text.byteLength).includes(erasing)) return [];
  return linesOf(text)
    .filter((line) => line.includes(erasing))
    .flatMap(erasedBy);
}

function erasedBy(line: string): EntryId[] {
  try {
    const { entry } = parseCheckedLine(line);
    return entry.type === 'erase' ? [entry.of] : [];
  } catch {
    return [];
  }
}

async function findCommitted(
  clone: Clone,
  log: Log,
  wanted: ReadonlySet<EntryId>,
): Promise<Map<EntryId, readonly string[]>> {
  const found = new Map<EntryId, readonly string[]>();
  const note = (line: string) => {
    const id = idOfCanonical(entryText(line));
    if (wanted.has(id)) found.set(id, commitmentsOf(parseCheckedLine(line).entry));
  };
  const full = log.segments.slice(0, log.roots.length / 32);
  for (let at = 0; at < full.length; at += atOnce)
    for (const blob of await readBlobs(clone, full.slice(at, at + atOnce))) linesOf(blob).forEach(note);
  linesOf(log.tail).forEach(note);
  for (const { id, entry } of log.draft ? await readDraftEntries(clone, log.draft) : [])
    if (wanted.has(id)) found.set(id, commitmentsOf(entry));
  return found;
}
