import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import { parseVerifierKey, type VerifierKey } from '../../tlog/note/verifier-key.js';
import type { WitnessTools } from '../../tools/witness-tools.js';
import { openChosenWitness } from './open-chosen-witness.js';

export interface LogToAdd {
  readonly witness: string | undefined;
  readonly origin: string;
  /** Verifier keys of those who sign its heads, at least one. */
  readonly keys: readonly string[];
  readonly remote: string | undefined;
}

/** Tells a witness of a log, or anew of one that it knows. Gives the name of the witness. */
export async function addLog(tools: WitnessTools, { witness, origin, keys, remote }: LogToAdd): Promise<string> {
  if (!/^[!-*,-~]{1,255}$/.test(origin))
    throw new KnownError('USAGE', `${JSON.stringify(origin)} cannot be the origin of a log`, {
      tryThis: ['it is the first line of its head, for example example.org/changelog'],
    });
  const { key, logs } = await openChosenWitness(tools, witness);
  await logs.put({
    origin,
    keys: keys.map((text) => parseKey(text, origin)),
    ...given({ remote }),
  });
  return key.name;
}

function parseKey(text: string, origin: string): VerifierKey {
  const key = parseVerifierKey(text);
  if (key?.name === origin && key.kind === 'ed25519') return key;
  throw new KnownError('USAGE', `--key ${text}: ${key ? 'not a key of that log' : 'not a verifier key'}`, {
    details: key ? [`it is for ${key.name}${key.kind === 'ed25519' ? '' : ', to cosign'}`] : [],
    tryThis: [
      'it looks like example.org/changelog+55a38422+AefF…; in the region whose log it is: tend changelog level',
    ],
  });
}
