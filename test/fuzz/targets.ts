import { parseLine, signedLine } from '../../src/changelog/log/signed-line.js';
import { canonicalJson, isCanonicalJson } from '../../src/tlog/canonical-json.js';
import { formatCheckpoint, parseCheckpoint } from '../../src/tlog/note/checkpoint.js';
import { formatNote, parseNote } from '../../src/tlog/note/note.js';
import { formatPolicy, parsePolicy } from '../../src/tlog/note/policy.js';
import { formatTlogProof, parseTlogProof } from '../../src/tlog/note/tlog-proof.js';
import { parseVerifierKey } from '../../src/tlog/note/verifier-key.js';
import { verifyNote } from '../../src/tlog/note/verify-note.js';
import { armorSshsig, unarmorSshsig } from '../../src/tlog/sshsig/armor.js';
import { fingerprint, parsePublicKey } from '../../src/tlog/sshsig/public-key.js';
import { makeSshsig, parseSshsig, verifySshsig } from '../../src/tlog/sshsig/sshsig.js';
import { makeKeyPair } from '../../src/tools/record-keys/key-pair.js';
import { publicBytesOf, parseKeyText } from '../../src/tools/record-keys/key-text.js';
import { parseAddCheckpoint } from '../../src/witness/parse-add-checkpoint.js';
import { head5, logKey, logVkey, text5, witnessKey, witnessVkey } from '../tlog/note/known-notes.js';
import { makeEd25519Key, makeSecurityKey } from '../tlog/sshsig/make-key.js';

/** A parser with texts that it takes. It must neither throw nor hang; what it does take must hold `promise`. */
export interface Target {
  readonly name: string;
  readonly examples: readonly string[];
  /** Parses a text; false where what came out breaks the parser's promise. */
  readonly holds: (text: string) => boolean;
}

const proof = `c2sp.org/tlog-proof@v1
extra aGVsbG8=
index 1
05V3WT4Bg8P7fisY8b/NrLOncVOfrXoIE54uzLX7Zrg=
EBn8YIrbHYBWAwx3feJ3VEEmolPalGYggEkA+8FfETc=

${head5}`;
const policy = `# ours
log ${logVkey} https://log.example.org/
witness w1 ${witnessVkey} https://w1.example.org/
group some any w1
quorum some
`;
const keys = [makeEd25519Key(), makeSecurityKey()];
const namespace = 'tend-changelog-entry-v1';
const message = Buffer.from('{"type":"intent"}');
const sigs = keys.map(({ sign }) => sign(namespace, message));
const json = ['{"a":[1,-0.5,true,null,"\\u0001ü🙂"],"b":{}}', '{"e":{"v":1},"s":null}', '[1e21,"\\ud83d\\ude00"]'];

const addCheckpoint = `old 3
IEC8fVZONpjliBgts2JogJ5kMWKCibsjkwAaNQP4+MQ=
OW5Me2qVZrVFuQF0qT8JKdLEGVl4YRQQextRcqnW45k=

${head5}`;
const entry = canonicalJson({
  v: 1,
  log: 'merri-bek.example/changelog',
  type: 'steward.accept',
  time: '2026-11-22T13:57:02Z',
  actor: 'op-7f3k',
  app: 'wiki',
  node: 'brunswick',
  seen: { size: 411, root: `${'A'.repeat(43)}=` },
});
const signedLines = keys.map(({ key, sign }) =>
  signedLine(entry, { k: fingerprint(key), sig: sign(namespace, Buffer.from(entry)) }),
);

export const targets: readonly Target[] = [
  {
    name: 'note',
    examples: [head5],
    holds: (text) =>
      isSame(text, parseNote(text), ({ text: body, signatures }) =>
        formatNote(
          body,
          signatures.map(({ line }) => line),
        ),
      ),
  },
  { name: 'signatures of a note', examples: [head5], holds: holdsSignatures },
  { name: 'checkpoint', examples: [text5, `${text5}more\n`], holds: holdsCheckpoint },
  { name: 'policy', examples: [policy, 'quorum none\n'], holds: holdsPolicy },
  { name: 'tlog-proof', examples: [proof], holds: (text) => isSame(text, parseTlogProof(text), formatTlogProof) },
  {
    name: 'verifier key',
    examples: [logVkey, witnessVkey],
    holds: (text) => isSame(text, parseVerifierKey(text), (key) => key.text),
  },
  {
    name: 'public key',
    examples: keys.flatMap(({ key }) => [key.text, `${key.text} op-7f3k\n`]),
    holds: holdsPublicKey,
  },
  { name: 'sshsig', examples: sigs, holds: holdsSshsig },
  { name: 'armor', examples: sigs.map(armorSshsig), holds: (text) => unarmorSshsig(text) !== null },
  {
    name: 'private key',
    examples: [makeKeyPair('op-7f3k').privateFile],
    holds: holdsPrivateKey,
  },
  { name: 'line of the changelog', examples: signedLines, holds: holdsLine },
  { name: 'add-checkpoint', examples: [addCheckpoint], holds: holdsAddCheckpoint },
  { name: 'canonical JSON', examples: json, holds: holdsJson },
];

/** One text for one meaning: what is read and written again is the same text. */
function isSame<T>(text: string, read: T | undefined, write: (value: T) => string): boolean {
  return read === undefined || write(read) === text;
}

/** Whoever changes a signed head gets no signature with it. */
function holdsSignatures(text: string): boolean {
  const note = parseNote(text);
  if (!note || note.text === text5) return true;
  return verifyNote(note, logKey) === undefined && verifyNote(note, witnessKey) === undefined;
}

function holdsCheckpoint(text: string): boolean {
  const read = parseCheckpoint(text);
  return read === undefined || text.startsWith(formatCheckpoint(read));
}

function holdsPolicy(text: string): boolean {
  const read = parsePolicy(text);
  if ('fault' in read) return read.line >= 1 && read.line <= text.split('\n').length;
  const again = parsePolicy(formatPolicy(read));
  return !('fault' in again) && formatPolicy(again) === formatPolicy(read);
}

function holdsPublicKey(text: string): boolean {
  const read = parsePublicKey(text);
  return read === undefined || (text.startsWith(read.text) && parsePublicKey(read.text)?.text === read.text);
}

/** What signs is what the file says that it is. */
function holdsPrivateKey(text: string): boolean {
  const read = parseKeyText(text);
  return read.kind !== 'open' || Buffer.compare(publicBytesOf(read.privateKey), read.key.publicKey) === 0;
}

function holdsSshsig(text: string): boolean {
  const isKnown = sigs.includes(text);
  const signed = verifySshsig({ sig: text, namespace, message });
  const read = parseSshsig(text);
  const same = read === undefined || read.hash === 'sha256' || makeSshsig(read) === text;
  return same && (signed !== undefined) === isKnown;
}

/** Whoever changes a line gets none that is signed. */
function holdsLine(text: string): boolean {
  return !('fault' in parseLine(text)) === signedLines.includes(text);
}

function holdsAddCheckpoint(text: string): boolean {
  const read = parseAddCheckpoint(Buffer.from(text));
  return read === undefined || text.startsWith(`old ${read.old}\n`);
}

function holdsJson(text: string): boolean {
  const value = parsed(text);
  const written = canonical(value);
  if (value !== undefined && isCanonicalJson(text, value) !== (written === text)) return false;
  return written === undefined || canonical(parsed(written)) === written;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Undefined where it says, by a TypeError, that there is no such text. */
function canonical(value: unknown): string | undefined {
  try {
    return value === undefined ? undefined : canonicalJson(value);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
