import { generateKeyPairSync } from 'node:crypto';
import type { Secret } from '../model/secret.js';
import { fingerprint, makePublicKey, type PublicKey } from '../tlog/sshsig/public-key.js';
import type { Environment } from './environment.js';
import type { Programs } from './programs.js';
import { signerInAgent } from './record-keys/agent.js';
import { ed25519Key, signerOf, type SignBytes } from './record-keys/ed25519-key.js';
import { readKeyFile } from './record-keys/key-file.js';
import { publicBytesOf, parseKeyText } from './record-keys/key-text.js';
import { makeKeyPair, type KeyPair } from './record-keys/key-pair.js';
import { signWithSecurityKey } from './record-keys/security-key.js';
import { unlockKey } from './record-keys/unlock.js';
import { makeOne, unusableKey } from './record-keys/unusable-key.js';

/** A key that signs the record; its private half stays where it is (memory, ssh-agent, security key). */
export interface RecordKey {
  /** `ssh-ed25519 AAAA…` or `sk-ssh-ed25519@openssh.com AAAA…`, without comment. */
  readonly publicKey: string;
  /** True where every signature waits for a touch: say so before. */
  readonly wantsTouch: boolean;
  /** The SSHSIG over a message for a namespace, in base64 without armor. */
  signEntry(namespace: string, message: Uint8Array): Promise<string>;
  /** Raw Ed25519 over the text of a note, 64 bytes; security keys cannot. */
  readonly signNote?: (text: Uint8Array) => Promise<Uint8Array>;
}

/** Where a record key is to be had. */
export type RecordKeySource =
  /** A private key file of OpenSSH, or a public one whose private half is in the ssh-agent. `~/` is home. */
  | { readonly kind: 'file'; readonly path: string }
  /** The text of a private key, for machines without files of their own; `from` says where it came from. */
  | { readonly kind: 'text'; readonly text: Secret; readonly from: string }
  /** A public key line; the private half is in the ssh-agent. */
  | { readonly kind: 'public'; readonly line: string };

/** Makes and opens keys that sign the record. */
export interface RecordKeys {
  /** See openRecordKey. */
  open(source: RecordKeySource): Promise<RecordKey>;
  /** A key that lives in this process alone: it signs the outcomes of one run and is gone with it. */
  makeOneTime(): Required<RecordKey>;
  /** A new key as ssh-keygen makes it, without passphrase. */
  makePair(comment?: string): KeyPair;
}

/** What is needed to reach keys. */
export interface RecordKeyTools {
  readonly environment: Pick<Environment, 'variables' | 'home'>;
  readonly programs: Programs;
  /** Asks a person for the passphrase of a key file, where there is a person. */
  readonly askPassphrase?: (path: string) => Promise<Secret>;
}

/** The keys that this machine can reach. */
export function realRecordKeys(tools: RecordKeyTools): RecordKeys {
  return { open: (source) => openRecordKey(source, tools), makeOneTime: makeOneTimeKey, makePair: makeKeyPair };
}

/** See RecordKeys. */
export function makeOneTimeKey(): Required<RecordKey> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return ed25519Key(makePublicKey(publicBytesOf(privateKey)), signerOf(privateKey));
}

/**
 * Opens a key of the record: ed25519 out of an open file or a text, out of the ssh-agent, or with a passphrase that is
 * asked for; security keys by ssh-keygen. Throws a KnownError that says why a key cannot sign and what to do; it holds
 * nothing of a private key.
 */
export async function openRecordKey(source: RecordKeySource, tools: RecordKeyTools): Promise<RecordKey> {
  const found = await readSource(source, tools.environment.home);
  const read = parseKeyText(found.text);
  switch (read.kind) {
    case 'open':
      return ed25519Key(read.key, signerOf(read.privateKey));
    case 'public':
      return ed25519Key(read.key, await signerOfPublic(read.key, found, tools));
    case 'locked':
      return ed25519Key(read.key, await signerOfLocked(read.key, found, tools));
    case 'security-key':
      return securityKey(read.key, found, tools);
    case 'unusable':
      throw unusableKey(`${found.name} ${read.why}`, makeOne);
  }
}

/** The text of a key, what it is called in sentences, and its file, if it has one. */
interface KeySource {
  readonly text: string;
  readonly name: string;
  readonly path?: string;
}

async function readSource(source: RecordKeySource, home: string): Promise<KeySource> {
  if (source.kind === 'public') return { text: source.line, name: 'the public key' };
  if (source.kind === 'text') return { text: source.text.reveal(), name: source.from };
  const path = source.path.replace(/^~\//, `${home}/`);
  return { text: await readKeyFile(path), name: path, path };
}

function securityKey(key: PublicKey, { path }: KeySource, { programs }: RecordKeyTools): RecordKey {
  const file = path === undefined ? { key } : { key, path };
  return {
    publicKey: key.text,
    wantsTouch: true,
    signEntry: (namespace, message) => signWithSecurityKey(programs, file, { namespace, message }),
  };
}

/** The agent has it; else a passphrase may open it. */
async function signerOfLocked(key: PublicKey, source: KeySource, tools: RecordKeyTools): Promise<SignBytes> {
  const socket = tools.environment.variables['SSH_AUTH_SOCK'];
  const signer = socket ? await signerInAgent(socket, key).catch(() => undefined) : undefined;
  if (signer) return signer;
  if (tools.askPassphrase) {
    return signerOf(await unlockKey(source.text, await tools.askPassphrase(source.name), source.name));
  }
  throw unusableKey(`${source.name} has a passphrase, and no ssh-agent has opened it`, [
    source.path === undefined ? 'use a key without passphrase there, kept by the machine' : `ssh-add ${source.path}`,
  ]);
}

async function signerOfPublic(key: PublicKey, source: KeySource, tools: RecordKeyTools): Promise<SignBytes> {
  const socket = tools.environment.variables['SSH_AUTH_SOCK'];
  if (!socket) {
    throw unusableKey(`${source.name} is a public key, and there is no ssh-agent with its private half`, [
      'start one and give it the key: eval $(ssh-agent); ssh-add FILE',
      'or name the private key file instead',
    ]);
  }
  const signer = await signerInAgent(socket, key);
  if (signer) return signer;
  throw unusableKey(`the ssh-agent does not have the key ${fingerprint(key)}`, [
    'give it the private key file: ssh-add FILE',
    'see what it has: ssh-add -l',
  ]);
}
