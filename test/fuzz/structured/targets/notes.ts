import { parseCheckpoint } from '../../../../src/tlog/note/checkpoint.js';
import { parseNote } from '../../../../src/tlog/note/note.js';
import { parsePolicy } from '../../../../src/tlog/note/policy.js';
import { parseTlogProof } from '../../../../src/tlog/note/tlog-proof.js';
import { parseVerifierKey } from '../../../../src/tlog/note/verifier-key.js';
import { parseSshsig } from '../../../../src/tlog/sshsig/sshsig.js';
import { parsePublicKey } from '../../../../src/tlog/sshsig/public-key.js';
import { parseKeyText } from '../../../../src/tools/record-keys/key-text.js';
import { parseAddCheckpoint } from '../../../../src/witness/parse-add-checkpoint.js';
import type { Dice } from '../../mutate.js';
import { targets } from '../../targets.js';
import { mutateLines } from '../mutate-lines.js';
import type { Reading, StructuredTarget } from '../structured-target.js';

/** Whether a parser takes a text, by the name of its target; canonical JSON takes all that is JSON. */
const takes: Readonly<Record<string, (text: string) => boolean>> = {
  note: (text) => parseNote(text) !== undefined,
  'signatures of a note': (text) => parseNote(text) !== undefined,
  checkpoint: (text) => parseCheckpoint(text) !== undefined,
  policy: (text) => !('fault' in parsePolicy(text)),
  'tlog-proof': (text) => parseTlogProof(text) !== undefined,
  'verifier key': (text) => parseVerifierKey(text) !== undefined,
  'public key': (text) => parsePublicKey(text) !== undefined,
  sshsig: (text) => parseSshsig(text) !== undefined,
  'private key': (text) => parseKeyText(text).kind === 'open',
  'add-checkpoint': (text) => parseAddCheckpoint(Buffer.from(text)) !== undefined,
};
const parsers = targets.filter(({ name }) => name in takes);

/** Checkpoints, policies, proofs, keys: their own lines changed, not arbitrary places. */
export const notesTarget: StructuredTarget = {
  name: 'notes',
  says: 'checkpoints, policies, proofs, keys, what a witness is asked',
  beyondEarly: 0,
  make,
  read,
};

function make(dice: Dice): string {
  const { name, examples } = parsers[dice(parsers.length)] ?? { name: '', examples: [''] };
  return `${name}\n${mutateLines(examples, dice, 1)}`;
}

function read(text: string): Reading {
  const end = text.indexOf('\n');
  const [name, body] = [text.slice(0, end), text.slice(end + 1)];
  if (targets.find((target) => target.name === name)?.holds(body) === false)
    throw new Error(`${name} breaks its promise`);
  return takes[name]?.(body) ? 'read' : 'refused';
}
