import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Entry } from '../../src/model/entry.js';
import { canonicalJson } from '../../src/tlog/canonical-json.js';
import { formatCheckpoint } from '../../src/tlog/note/checkpoint.js';
import { formatNote } from '../../src/tlog/note/note.js';
import { signNote } from '../../src/tlog/note/sign-note.js';
import { makeVerifierKey } from '../../src/tlog/note/verifier-key.js';
import { fingerprint, makePublicKey, type PublicKey } from '../../src/tlog/sshsig/public-key.js';
import { makeSshsig, packSignature, sshsigMessage } from '../../src/tlog/sshsig/sshsig.js';
import { appendLeaf, emptyRange, rootOf } from '../../src/tlog/tree/compact-range.js';
import { leafHash } from '../../src/tlog/tree/hash.js';
import { origin } from './entries.js';
import { pagesOf } from './pages/pages-of.js';

interface Signer {
  readonly key: PublicKey;
  readonly privateKey: KeyObject;
}

export function makeSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { key: makePublicKey(Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')), privateKey };
}

/** A line of a log, signed, as docs/changelog.md says. */
function signedLine(entry: Entry, { key, privateKey }: Signer): string {
  const namespace = 'tend-changelog-entry-v1';
  const message = sshsigMessage(namespace, Buffer.from(canonicalJson(entry)));
  const sig = makeSshsig({ key, namespace, signature: packSignature(sign(null, message, privateKey)) });
  return canonicalJson({ e: entry, s: { k: fingerprint(key), sig } });
}

/** A repository with a log of these entries, made without the changelog: lines, head, pages. Gives its folder. */
export async function writeSignedLog(
  signed: readonly (readonly [Entry, Signer])[],
  headSigner: Signer,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'tend-signed-log-'));
  const lines = signed.map(([entry, signer]) => signedLine(entry, signer));
  const root = rootOf(lines.reduce((range, line) => appendLeaf(range, leafHash(line)), emptyRange));
  const head = formatCheckpoint({ origin, size: lines.length, root });
  const key = makeVerifierKey(origin, 'ed25519', headSigner.key.publicKey);
  const signature = await signNote(head, key, async (message) => sign(null, message, headSigner.privateKey));
  const files = new Map([
    ...pagesOf(signed.map(([entry]) => entry)),
    ['log/entries/000.ndjson', lines.map((line) => `${line}\n`).join('')],
    ['log/checkpoint', formatNote(head, [signature])],
  ]);
  for (const [path, text] of files) write(join(folder, path), text);
  execFileSync('git', ['init', '-q', '-b', 'main', folder]);
  execFileSync('git', ['-C', folder, 'add', '.']);
  return folder;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
