import { KnownError } from '../../model/known-error.js';
import { refreshLog } from '../refresh-log.js';
import { isCrowded, waitForTurn } from '../wait-for-turn.js';
import type { Workplace } from '../workplace.js';
import { signHead } from './sign-head.js';

/** Entries that may wait for a head while others write; then whoever comes signs. */
const mostUnsigned = 64;
const patience = 40_000;

/**
 * Signs the head over what was just published; where many write at once, only if nobody has gone on meanwhile: whoever is
 * last signs over all. The entries are published already, so a remote that fails now fails nothing: the next writer signs.
 */
export async function signInTurn(place: Workplace): Promise<void> {
  try {
    if (!(await othersGoOn(place))) await signHead(place, mostUnsigned);
  } catch (error) {
    if (!(error instanceof KnownError) || !isSilence(error)) throw error;
    place.tell(`recorded; signing the head is left to the next writer: ${error.message}`);
  }
}

/** Nothing that a remote fails to hand over is a sign of another history. */
function isSilence({ code, exitStatus }: KnownError): boolean {
  return exitStatus === 13 || code === 'CHANGELOG_INVALID';
}

async function othersGoOn(place: Workplace): Promise<boolean> {
  const mine = place.memory.log?.state.size ?? 0;
  if (!isCrowded(place)) return false;
  await waitForTurn(place, place.clock.monotonic() + patience);
  const { state, signed } = (await refreshLog(place)).log;
  return state.size > mine && state.size - signed < mostUnsigned;
}
