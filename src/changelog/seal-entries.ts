import type { Entry, NewEntry } from '../model/entry.js';
import type { LogOpenEntry } from '../model/log-entry.js';
import { encodeBase64 } from '../tlog/base64.js';
import { canonicalJson } from '../tlog/canonical-json.js';
import { fingerprint, parsePublicKey } from '../tlog/sshsig/public-key.js';
import { leafHash } from '../tlog/tree/hash.js';
import type { RecordKey } from '../tools/record-keys.js';
import { checkEntry } from './check-entry.js';
import { parseHead } from './heads/head.js';
import { recordKey } from './keys/record-key.js';
import { writingKey } from './keys/writing-key.js';
import { entryDomain, idOfCanonical } from './log/entry-id.js';
import { signedLine } from './log/signed-line.js';
import type { Log } from './log/log.js';
import type { SealedLine } from './log/sealed-line.js';
import type { Workplace } from './workplace.js';

type Seen = NonNullable<Extract<Entry, { type: 'intent' }>['seen']>;

/**
 * Signs entries: each says which head its writer knew; an intent names a one-time key made here, which signs its
 * outcomes as long as this process lives. A log that is not open yet is opened before them, with the key of the first
 * writer. CHANGELOG_KEY_UNKNOWN where the log does not know the key.
 */
export async function sealEntries(place: Workplace, { log, waiting }: Base, entries: readonly NewEntry[]) {
  const [first] = entries;
  if (!first) return [];
  forgetIfOpenedByOthers(place, log);
  const waits = waiting.find(({ entry }) => entry.type === 'log.open');
  const opening = log.state.opened === null ? (waits ?? (await openOnce(place, log, first.actor))) : undefined;
  const seen = opening ? seenAfter(opening) : knownHead(log, place.origin);
  const sealed: SealedLine[] = [];
  for (const entry of entries) sealed.push(await sealOnce(place, log, { entry, seen }));
  return opening && !waits ? [opening, ...sealed] : sealed;
}

/**
 * Where somebody else opened the log first, our opening never stood anywhere, nor did the entries that have seen it: they are signed
 * anew, by a key that the log may not know. The same where others wrote into the draft that the opening vouches for.
 */
function forgetIfOpenedByOthers({ memory }: Workplace, { state, draft }: Log): void {
  const { opening } = memory;
  if (!opening || state.opened === opening.id) return;
  if (state.opened === null && draftOf(opening) === (draft?.sha256 ?? null)) return;
  memory.sealed = new WeakMap();
  memory.openedByOthers = state.opened !== null;
  delete memory.opening;
}

function draftOf({ entry }: SealedLine): string | null {
  return entry.type === 'log.open' ? (entry.draft?.sha256 ?? null) : null;
}

/** Entries have seen it: another try brings the same one. */
async function openOnce(place: Workplace, log: Log, actor: string): Promise<SealedLine> {
  return (place.memory.opening ??= await sealOpening(place, log, actor));
}

/** What entries are put behind: the log, and the lines that wait on this machine. */
export interface Base {
  readonly log: Log;
  readonly waiting: readonly SealedLine[];
}

async function sealOpening(place: Workplace, { draft }: Log, actor: string): Promise<SealedLine> {
  const key = await recordKey(place, actor);
  const entry: LogOpenEntry = {
    v: 1,
    log: place.origin,
    type: 'log.open',
    time: place.clock.now(),
    actor,
    seen: null,
    key: key.publicKey,
    noteKey: key.noteKey,
    policy: null,
    draft: draft ? { sha256: draft.sha256, size: draft.size } : null,
  };
  return sign(entry, key);
}

interface Sealing {
  readonly entry: NewEntry;
  readonly seen: Seen;
}

async function sealOnce(place: Workplace, log: Log, sealing: Sealing): Promise<SealedLine> {
  const known = place.memory.sealed.get(sealing.entry);
  if (known) return known;
  const sealed = await sealEntry(place, log, sealing);
  place.memory.sealed.set(sealing.entry, sealed);
  return sealed;
}

async function sealEntry(place: Workplace, log: Log, { entry, seen }: Sealing): Promise<SealedLine> {
  if (entry.type === 'log.open') throw new Error('a log is opened by the changelog itself');
  const oneTime = entry.type === 'outcome' ? place.memory.oneTimeKeys.get(entry.intent) : undefined;
  const key = oneTime ?? (await writingKey(place, log.state, entry.actor));
  if (entry.type === 'outcome') return signChecked(place, entry, key);
  if (entry.type !== 'intent') return signChecked(place, { ...entry, seen }, key);
  const outcomeKey = place.recordKeys.makeOneTime();
  const sealed = await signChecked(place, { ...entry, seen, outcomeKey: outcomeKey.publicKey }, key);
  place.memory.oneTimeKeys.set(sealed.id, outcomeKey);
  return sealed;
}

function signChecked(place: Workplace, entry: Entry, key: RecordKey): Promise<SealedLine> {
  checkEntry(place.origin, entry);
  return sign(entry, key);
}

async function sign(entry: Entry, key: RecordKey): Promise<SealedLine> {
  const text = canonicalJson(entry);
  const sig = await key.signEntry(entryDomain, Buffer.from(text));
  const parsed = parsePublicKey(key.publicKey);
  return { line: signedLine(text, { k: parsed ? fingerprint(parsed) : '', sig }), id: idOfCanonical(text), entry };
}

/** The newest signed head; of a log whose opening nobody has signed for yet, that opening. */
function knownHead(log: Log, origin: string): Seen {
  const head = log.checkpoint === undefined ? undefined : parseHead(log.checkpoint, origin);
  if (head && !('problem' in head)) return { size: head.size, root: encodeBase64(head.root) };
  const [opening = ''] = log.tail.split('\n');
  return { size: 1, root: encodeBase64(leafHash(opening)) };
}

function seenAfter({ line }: SealedLine): Seen {
  return { size: 1, root: encodeBase64(leafHash(line)) };
}
