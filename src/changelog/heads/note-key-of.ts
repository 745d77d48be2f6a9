import { makeVerifierKey, parseVerifierKey, type VerifierKey } from '../../tlog/note/verifier-key.js';
import { parsePublicKey } from '../../tlog/sshsig/public-key.js';
import type { KnownKey, LogState } from '../fold/log-state.js';
import { isEarlier, sureTime } from '../fold/times.js';

/** The key that checks heads of a writer: the record key itself, or the note key beside a security key. */
export function noteKeyOf(
  origin: string,
  { key, noteKey }: Pick<KnownKey, 'key' | 'noteKey'>,
): VerifierKey | undefined {
  if (noteKey !== null) return parseVerifierKey(noteKey);
  const parsed = parsePublicKey(key);
  return parsed?.kind === 'ssh-ed25519' ? makeVerifierKey(origin, 'ed25519', parsed.publicKey) : undefined;
}

/** Who could sign a head over so many entries of this log: keys let in within them, and not out there. */
export function headSigners(state: LogState, origin: string, size: number): VerifierKey[] {
  return state.keys
    .filter((key) => key.added < size && !isOutAt(state, key, size))
    .flatMap((key) => noteKeyOf(origin, key) ?? []);
}

/** Who could sign such a head of another history of this log, in which keys may have been let in earlier. */
export function otherSigners(state: LogState, origin: string, size: number): VerifierKey[] {
  return state.keys.filter((key) => !isOutAt(state, key, size)).flatMap((key) => noteKeyOf(origin, key) ?? []);
}

/** Revoked within so many entries, or expired by the time that two people vouch for there. */
function isOutAt(state: LogState, { revoked, expires }: KnownKey, size: number): boolean {
  if (revoked !== null && revoked < size) return true;
  return expires !== null && isEarlier(expires, sureTime(state, Math.min(size, state.size)) ?? '');
}
