import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { entryDomain, entryId } from '../src/changelog/log/entry-id.js';
import { signedLine } from '../src/changelog/log/signed-line.js';
import { entriesPerSegment, segmentPath } from '../src/changelog/log/segment-path.js';
import type { Entry } from '../src/model/entry.js';
import { recordContents } from '../src/record/record-contents.js';
import { encodeBase64 } from '../src/tlog/base64.js';
import { canonicalJson } from '../src/tlog/canonical-json.js';
import { formatCheckpoint } from '../src/tlog/note/checkpoint.js';
import { formatNote } from '../src/tlog/note/note.js';
import { signNote } from '../src/tlog/note/sign-note.js';
import { makeVerifierKey } from '../src/tlog/note/verifier-key.js';
import { fingerprint, makePublicKey, type PublicKey } from '../src/tlog/sshsig/public-key.js';
import { makeSshsig, packSignature, sshsigMessage } from '../src/tlog/sshsig/sshsig.js';
import { appendLeaf, emptyRange, rootOf, type CompactRange } from '../src/tlog/tree/compact-range.js';
import { leafHash } from '../src/tlog/tree/hash.js';
import { intentOf, origin, outcomeOf } from '../test/changelog/entries.js';
import { run } from './measure.js';

/** A key that writes. */
export interface Key {
  readonly publicKey: PublicKey;
  readonly privateKey: KeyObject;
}

/** A log while it is made. */
interface Making {
  readonly key: Key;
  readonly pages: object;
  size: number;
  range: CompactRange;
  /** The announcement that has no outcome yet, and its one-time key. */
  open: { readonly id: string; readonly app: string; readonly key: Key } | undefined;
}

const apps = 40;

/**
 * A bare repository with a good log of so many entries, as a region makes it in years: each announcement has seen the head
 * before it, its outcome is signed by a key of its own. Written by one git, packed as a forge does; `opener` signs the rest.
 */
export async function makeLog(folder: string, size: number, opener = makeKey()): Promise<void> {
  await run('git', ['init', '-q', '--bare', '-b', 'main', folder]);
  const git = spawn('git', ['--git-dir', folder, 'fast-import', '--quiet'], { stdio: ['pipe', 'inherit', 'inherit'] });
  const making = beginLog(opener);
  await write(git, 'commit refs/heads/main\ncommitter tend <tend@changelog.invalid> 1795355822 +0000\ndata 0\n\n');
  for (let segment = 0; making.size < size; segment++) {
    let text = '';
    while (making.size < Math.min(size, (segment + 1) * entriesPerSegment)) text += `${nextLine(making)}\n`;
    await write(git, fileOrder(segmentPath(segment), text));
  }
  await write(git, fileOrder('log/checkpoint', await headOf(making)));
  for (const path of recordContents.pagePaths(making.pages))
    await write(git, fileOrder(path, recordContents.page(making.pages, path) ?? ''));
  git.stdin?.end('\n');
  await once(git, 'close');
  await run('git', ['--git-dir', folder, 'repack', '-adq']);
}

function beginLog(key: Key): Making {
  const pages = recordContents.newPages(origin);
  return { key, pages, size: 0, range: emptyRange, open: undefined };
}

async function write({ stdin }: ChildProcess, text: string): Promise<void> {
  if (stdin && !stdin.write(text)) await once(stdin, 'drain');
}

function fileOrder(path: string, text: string): string {
  return `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
}

function nextLine(making: Making): string {
  if (making.size === 0) return addLine(making, opening(making), making.key);
  const { open } = making;
  if (open) {
    making.open = undefined;
    return addLine(making, { ...outcomeOf(open), time: timeOf(making) }, open.key);
  }
  const app = `app${making.size % apps}`;
  const key = makeKey();
  const entry = announcement(making, app, key);
  making.open = { id: entryId(entry), app, key };
  return addLine(making, entry, making.key);
}

function opening({ key }: Making): Entry {
  const common = { v: 1, log: origin, type: 'log.open', actor: 'op-7f3k', time: '2026-11-22T00:00:00Z' } as const;
  return { ...common, seen: null, key: key.publicKey.text, noteKey: null, policy: null, draft: null };
}

function announcement(making: Making, app: string, key: Key): Entry {
  const seen = { size: making.size, root: encodeBase64(rootOf(making.range)) };
  return { ...intentOf(app), time: timeOf(making), seen, outcomeKey: key.publicKey.text };
}

/** A second later each. */
function timeOf({ size }: Making): string {
  return `${new Date(Date.parse('2026-11-22T00:00:00Z') + size * 100).toISOString().slice(0, 19)}Z`;
}

function addLine(making: Making, entry: Entry, { publicKey, privateKey }: Key): string {
  const text = canonicalJson(entry);
  const signature = packSignature(sign(null, sshsigMessage(entryDomain, text), privateKey));
  const sig = makeSshsig({ key: publicKey, namespace: entryDomain, signature });
  const line = signedLine(text, { k: fingerprint(publicKey), sig });
  recordContents.addToPages(making.pages, { position: making.size, id: entryId(entry), entry });
  making.size += 1;
  making.range = appendLeaf(making.range, leafHash(line));
  return line;
}

async function headOf({ size, range, key }: Making): Promise<string> {
  const text = formatCheckpoint({ origin, size, root: rootOf(range) });
  const noteKey = makeVerifierKey(origin, 'ed25519', key.publicKey.publicKey);
  return formatNote(text, [await signNote(text, noteKey, async (message) => sign(null, message, key.privateKey))]);
}

function makeKey(): Key {
  const { privateKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.from(privateKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { publicKey: makePublicKey(bytes), privateKey };
}
