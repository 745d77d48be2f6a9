import { generateKeyPairSync, sign } from 'node:crypto';
import { formatCheckpoint } from '../../src/tlog/note/checkpoint.js';
import { formatNote } from '../../src/tlog/note/note.js';
import { signNote, type Sign } from '../../src/tlog/note/sign-note.js';
import { makeVerifierKey, type VerifierKey, type VerifierKeyKind } from '../../src/tlog/note/verifier-key.js';
import { leafHash } from '../../src/tlog/tree/hash.js';
import { consistencyProof } from '../../src/tlog/tree/proofs.js';
import { rootAt, treeOfLeaves } from '../../src/tlog/tree/tree.js';

export interface SigningKey {
  readonly key: VerifierKey;
  readonly sign: Sign;
}

export function makeSigningKey(name: string, kind: VerifierKeyKind = 'ed25519'): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { key: makeVerifierKey(name, kind, raw), sign: async (message) => sign(null, message, privateKey) };
}

/** A log in memory. */
export interface SmallLog {
  readonly origin: string;
  readonly signer: SigningKey;
  /** The signed head of so many entries. */
  head(size: number, signer?: SigningKey): Promise<string>;
  proof(from: number, to: number): Uint8Array[];
  root(size: number): Uint8Array;
  /** The body of add-checkpoint. */
  request(old: number, size: number, signer?: SigningKey): Promise<Uint8Array>;
}

/** A log of 64 or so many entries; `forkAt` is the first entry that differs from other logs of this origin. */
export function makeSmallLog({
  origin = 'example.org/changelog',
  signer = makeSigningKey(origin),
  entries = 64,
  forkAt = Infinity,
  fork = 'other',
} = {}): SmallLog {
  const leaves = Array.from({ length: entries }, (_, index) =>
    leafHash(`entry ${index}${index < forkAt ? '' : ` ${fork}`}`),
  );
  const tree = treeOfLeaves(Buffer.concat(leaves));
  const heads = new Map<number, Promise<string>>();
  async function head(size: number, by?: SigningKey): Promise<string> {
    if (by) return signHead(size, by);
    const known = heads.get(size) ?? signHead(size, signer);
    heads.set(size, known);
    return known;
  }
  async function signHead(size: number, by: SigningKey): Promise<string> {
    const text = formatCheckpoint({ origin, size, root: rootAt(tree, size) });
    return formatNote(text, [await signNote(text, by.key, by.sign)]);
  }
  function proof(from: number, to: number): Uint8Array[] {
    return from > to ? [] : consistencyProof(tree, from, to);
  }
  async function request(old: number, size: number, by?: SigningKey): Promise<Uint8Array> {
    return makeRequest(old, proof(old, size), await head(size, by));
  }
  return { origin, signer, head, proof, request, root: (size) => rootAt(tree, size) };
}

/** The body of add-checkpoint out of its parts. */
export function makeRequest(old: number | string, proof: readonly Uint8Array[], note: string): Uint8Array {
  const hashes = proof.map((hash) => `${Buffer.from(hash).toString('base64')}\n`);
  return Buffer.from(`old ${old}\n${hashes.join('')}\n${note}`);
}
