import { hash } from 'node:crypto';
import { makeDetail, type Detail } from '../../../src/changelog/detail.js';
import { entryDomain, idOfCanonical } from '../../../src/changelog/log/entry-id.js';
import { signedLine } from '../../../src/changelog/log/signed-line.js';
import type { Entry } from '../../../src/model/entry.js';
import { encodeBase64 } from '../../../src/tlog/base64.js';
import { canonicalJson } from '../../../src/tlog/canonical-json.js';
import { formatCheckpoint } from '../../../src/tlog/note/checkpoint.js';
import { formatNote } from '../../../src/tlog/note/note.js';
import { cosignNote, signNote } from '../../../src/tlog/note/sign-note.js';
import { makeVerifierKey, type VerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { fingerprint, parsePublicKey } from '../../../src/tlog/sshsig/public-key.js';
import { leafHash } from '../../../src/tlog/tree/hash.js';
import { rootAt, treeOfLeaves } from '../../../src/tlog/tree/tree.js';
import { makeOneTimeKey } from '../../../src/tools/record-keys.js';
import { ed25519Key, signerOf } from '../../../src/tools/record-keys/ed25519-key.js';
import { makeKeyPair } from '../../../src/tools/record-keys/key-pair.js';
import { parseKeyText } from '../../../src/tools/record-keys/key-text.js';
import { intentOf, keepOf, origin, outcomeOf, stewardOf } from '../../changelog/entries.js';
import { fixedRandom } from '../../support/fixed-random.js';
import type { EntryId } from '../../../src/model/brand.js';

export type Key = ReturnType<typeof makeOneTimeKey>;
const writers = ['ada', 'bo', 'ci', 'cy', 'eve', 'dora'] as const;
export type Writer = (typeof writers)[number];
type WitnessName = 'north' | 'south';
/** An entry of which only what matters is said: `seen` is everything before it where nothing else is. */
export type Draft = Record<string, unknown>;

/** A log that is good in every way, and the keys of all who had to do with it. */
export interface GoodLog {
  readonly lines: readonly string[];
  readonly fingerprint: string;
  readonly keys: Readonly<Record<Writer, Key>>;
  /** One-time keys of the three announcements, in order. */
  readonly runs: readonly Key[];
  /** The text of the policy in force. */
  readonly policy: string;
  readonly details: readonly Detail[];
  readonly draft: string;
}

const begin = Date.parse('2026-11-22T11:00:00Z');

/** The time of an entry of the good log: ten minutes after the one before. */
export function timeOf(position: number): string {
  return `${new Date(begin + position * 600_000).toISOString().slice(0, 19)}Z`;
}

/** The line of an entry, signed by a key. */
export async function lineOf(entry: object, key: Key, domain: string = entryDomain): Promise<string> {
  const text = canonicalJson(entry);
  return signedLine(text, { k: nameOf(key), sig: await key.signEntry(domain, Buffer.from(text)) });
}

/** What an entry is called. */
export function idOf(line: string): EntryId {
  return idOfCanonical(canonicalJson(entryOf(line)));
}

export function entryOf(line: string): Entry {
  return (JSON.parse(line) as { e: Entry }).e;
}

export function nameOf({ publicKey }: { publicKey: string }): string {
  const parsed = parsePublicKey(publicKey);
  if (!parsed) throw new Error('no key');
  return fingerprint(parsed);
}

/** The head that somebody who knows these lines knows. */
export function seenOf(lines: readonly string[]): { size: number; root: string } {
  return { size: lines.length, root: encodeBase64(rootOf(lines)) };
}

function rootOf(lines: readonly string[]): Uint8Array {
  return rootAt(treeOfLeaves(Buffer.concat(lines.map((line) => leafHash(line)))), lines.length);
}

/** Lines with one more behind them, by a writer who has seen them all. */
export async function withEntry(lines: readonly string[], entry: Draft, key: Key): Promise<string[]> {
  const { type } = entry;
  const common = { v: 1, log: origin, time: timeOf(lines.length) };
  const seen = type === 'outcome' ? {} : { seen: type === 'log.open' ? null : seenOf(lines) };
  return [...lines, await lineOf({ ...entry, ...seen, ...common, ...entry }, key)];
}

/** A head over lines (or one that says so), signed by writers and cosigned by witnesses. */
export async function headOf(
  lines: readonly string[],
  {
    by = ['bo'],
    seenBy = ['north', 'south'],
    ...says
  }: {
    by?: readonly (Writer | Key)[];
    seenBy?: readonly WitnessName[];
    origin?: string;
    size?: number;
    root?: Uint8Array;
    at?: string;
  } = {},
): Promise<string> {
  const text = formatCheckpoint({ origin, size: lines.length, root: rootOf(lines), ...says });
  const time = Date.parse(says.at ?? '2026-11-22T13:40:00Z') / 1000;
  const own = by.map((key) => (typeof key === 'string' ? keys[key] : key));
  const signatures = [
    ...(await Promise.all(own.map((key) => signNote(text, noteKey(key, says.origin), key.signNote)))),
    ...(await Promise.all(
      seenBy.map((name) => cosignNote(text, witnesses[name], { time, sign: witnessKeys[name].signNote })),
    )),
  ];
  return formatNote(text, signatures);
}

function noteKey({ publicKey }: Key, name = origin): VerifierKey {
  const parsed = parsePublicKey(publicKey);
  if (!parsed) throw new Error('no key');
  return makeVerifierKey(name, 'ed25519', parsed.publicKey);
}

/** Private key files of all who had to do with it. */
export const keyFiles = Object.fromEntries(writers.map((who) => [who, makeKeyPair().privateFile])) as Record<
  Writer,
  string
>;
const keys = Object.fromEntries(writers.map((who) => [who, openKey(keyFiles[who])])) as Record<Writer, Key>;

function openKey(text: string): Key {
  const read = parseKeyText(text);
  if (read.kind !== 'open') throw new Error('no key');
  return ed25519Key(read.key, signerOf(read.privateKey));
}

const witnessKeys: Record<WitnessName, Key> = { north: makeOneTimeKey(), south: makeOneTimeKey() };
const witnesses: Record<WitnessName, VerifierKey> = { north: witnessOf('north'), south: witnessOf('south') };

function witnessOf(name: WitnessName): VerifierKey {
  const parsed = parsePublicKey(witnessKeys[name].publicKey);
  if (!parsed) throw new Error('no key');
  return makeVerifierKey(`witness.example/${name}`, 'cosignature-v1', parsed.publicKey);
}

/** A key entry that lets somebody in. */
export function letIn(who: Writer, changes: Draft = {}): Draft {
  const open = { does: ['record'], apps: null, expires: null, replaces: null, noteKey: null };
  return { type: 'key.add', actor: 'op-ada', holder: `op-${who}`, key: keys[who].publicKey, ...open, ...changes };
}

/** A policy that asks both witnesses. */
function policyText(): string {
  const logs = [keys.ada, keys.bo].map((key) => `log ${noteKey(key).text}\n`).join('');
  return `${logs}witness north ${witnesses.north.text}\nwitness south ${witnesses.south.text}\ngroup both all north south\nquorum both\n`;
}

/**
 * 0 log.open by ada · 1 lets bo in · 2 ci, for wiki alone, until 13:00 · 3 cy · 4 cy is out again · 5 policy (both roots decide
 * from here on) · 6 wiki is announced by bo · 7 and done · 8 pad by ada · 9 and done · 10 steward of mail · 11 mail is announced,
 * and open · 12 what bo found on mail is kept
 */
export async function makeGoodLog(): Promise<GoodLog> {
  const { ada, bo } = keys;
  const random = fixedRandom();
  const details = [makeDetail('a security fix', random), makeDetail('more room', random)];
  const runs = [makeOneTimeKey(), makeOneTimeKey(), makeOneTimeKey()];
  const draft = `${canonicalJson({ e: { ...stewardOf('pad', 'op-ada'), seen: null, time: timeOf(-6) }, s: null })}\n`;
  let lines: string[] = [];
  const add = async (entry: Draft, key: Key) => void (lines = await withEntry(lines, entry, key));
  const announce = (app: string, actor: string, index: number) =>
    add(
      {
        ...intentOf(app),
        actor,
        time: timeOf(lines.length),
        outcomeKey: runs[index]?.publicKey,
        detail: details[index]?.commitment ?? null,
      },
      actor === 'op-bo' ? bo : ada,
    );
  const tell = (app: string, actor: string, index: number) =>
    add(
      { ...outcomeOf({ id: idOf(lines.at(-1) ?? ''), app }), actor, time: timeOf(lines.length) },
      runs[index] ?? makeOneTimeKey(),
    );
  const taken = { sha256: hash('sha256', draft), size: 1 };
  await add({ type: 'log.open', actor: 'op-ada', key: ada.publicKey, noteKey: null, policy: null, draft: taken }, ada);
  await add(letIn('bo'), ada);
  await add(letIn('ci', { apps: ['wiki'], expires: timeOf(12) }), ada);
  await add(letIn('cy'), ada);
  await add({ type: 'key.revoke', actor: 'op-ada', key: nameOf(keys.cy), reason: 'left' }, ada);
  const policy = policyText();
  await add({ type: 'policy', actor: 'op-ada', policy, roots: [nameOf(ada), nameOf(bo)], threshold: 2 }, ada);
  await announce('wiki', 'op-bo', 0);
  await tell('wiki', 'op-bo', 0);
  await announce('pad', 'op-ada', 1);
  await tell('pad', 'op-ada', 1);
  await add({ ...stewardOf('mail', 'op-bo'), actor: 'op-bo', time: timeOf(10) }, bo);
  await announce('mail', 'op-ada', 2);
  await add({ ...keepOf('mail'), actor: 'op-bo', time: timeOf(12) }, bo);
  return { lines, fingerprint: idOf(lines[0] ?? ''), keys, runs, policy, details, draft };
}
