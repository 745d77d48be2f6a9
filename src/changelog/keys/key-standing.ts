import type { KeyStanding } from '../../model/acting.js';
import { KnownError } from '../../model/known-error.js';
import { fingerprint, parsePublicKey } from '../../tlog/sshsig/public-key.js';
import { keyOf } from '../fold/key-of.js';
import type { LogState } from '../fold/log-state.js';
import type { Workplace } from '../workplace.js';
import { hasRecordKey } from './kept-keys.js';
import { recordKey } from './record-key.js';

/** What a state of the log says of the key with which somebody would sign here. Makes no key. */
export async function keyStanding(place: Workplace, state: LogState, actor: string): Promise<KeyStanding> {
  if (state.opened === null) return { kind: 'opens' };
  if (!(await hasRecordKey(place, actor))) return { kind: 'none' };
  try {
    return standingOf(state, actor, (await recordKey(place, actor)).publicKey);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    return { kind: 'unusable', says: error.message };
  }
}

function standingOf(state: LogState, actor: string, publicKey: string): KeyStanding {
  const parsed = parsePublicKey(publicKey);
  if (!parsed) throw new Error('a record key has a public half');
  const print = fingerprint(parsed);
  const known = keyOf(state, print);
  if (!known) return { kind: 'not-in-record', fingerprint: print, publicKey };
  if (known.revoked !== null) return { kind: 'revoked', fingerprint: print };
  if (known.holder !== actor) return { kind: 'of-another', fingerprint: print, holder: known.holder };
  return { kind: 'in-record', fingerprint: print };
}
