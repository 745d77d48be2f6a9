import { parseNote, type Note } from '../../../src/tlog/note/note.js';
import { parseVerifierKey, type VerifierKey } from '../../../src/tlog/note/verifier-key.js';

/** A log with a witness, made by others: Go's sumdb/note signed the heads, litewitness cosigned them (vectors/tlog). */
export const origin = 'changelog.example/ch-zh/2027';
export const logVkey = `${origin}+55a38422+AefFnWBbIc8Hu6bs0sYd7KGNHKBPJBHm4UDM8yAtlPDT`;
export const witnessVkey = 'witness.example/w1+3f6df399+BDJCt24HXjZf8H27MgX6p4nIpPQ22fVLSBdF3BPKKcJM';
export const logKey = verifierKey(logVkey);
export const witnessKey = verifierKey(witnessVkey);

export const text5 = `${origin}\n5\nymz1oLdZXGkmXYDTIgHWO/yn00BKvkmG2yiiMZZJV4I=\n`;
export const logLine5 = `— ${origin} VaOEIlNc40qcR/KkpOp9gUHSdzgzZdfxTW9309ePn/JAxmsEfx8p7zu0wYYUCjK+vOyezP/Ds9QNoKeafK4eIYycVAQ=`;
export const witnessLine5 =
  '— witness.example/w1 P23zmQAAAABrAtPCac4zmv70H3wjkLLCosLxGOB+AInmXiHYISzbqIYEH82nHiGZptVQ6xbbEvjKW5v8OzTpjKTVLcxEyJ0lxNmNBg==';
export const head5 = `${text5}\n${logLine5}\n${witnessLine5}\n`;
/** When the witness cosigned head5, in seconds since 1970. */
export const time5 = 1795347394;

/** The note that this text surely is. */
export function note(text: string): Note {
  const parsed = parseNote(text);
  if (!parsed) throw new Error('no note');
  return parsed;
}

function verifierKey(vkey: string): VerifierKey {
  const key = parseVerifierKey(vkey);
  if (!key) throw new Error('no verifier key');
  return key;
}
