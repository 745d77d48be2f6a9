import { given } from '../../model/given.js';
import type { Identities } from './identities.js';

/** How far a connection came: what a time-out or a broken connection means depends on it. */
export type SshStage = 'network' | 'greeting' | 'login';

/** Why an ssh connection was not made, before anybody put it into a sentence. */
export interface SshFailure extends Error {
  readonly stage: SshStage;
  readonly identities?: Identities;
}

export function sshFailure(stage: SshStage, cause: unknown, identities?: Identities): SshFailure {
  const error = new Error(cause instanceof Error ? cause.message : 'connection broke', { cause });
  return Object.assign(error, { stage, ...given({ identities }) });
}

export function isSshFailure(error: unknown): error is SshFailure {
  return error instanceof Error && 'stage' in error;
}

/** Ended by the server before it said that it speaks ssh: a busy sshd drops callers (MaxStartups), the next try may pass. */
export function mayPassLater(error: unknown): boolean {
  if (!isSshFailure(error) || error.stage !== 'greeting') return false;
  const { code, level, name } = (error.cause ?? {}) as { code?: unknown; level?: unknown; name?: unknown };
  // ssh2 calls the lost connection a protocol error; a quarrel about ciphers is of level `handshake`.
  return name !== 'TimeoutError' && (level === 'protocol' || code === 'ECONNRESET' || code === 'EPIPE');
}
