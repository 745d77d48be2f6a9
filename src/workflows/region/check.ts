import type { ExitStatus } from '../../model/error-codes.js';
import { KnownError } from '../../model/known-error.js';

/** One thing that was looked at, and what mends it where it is not well. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  /** What a failure means to a script; default: something is missing on this machine. */
  readonly exitStatus?: ExitStatus;
  readonly says: string;
  readonly details: readonly string[];
  readonly tryThis: readonly string[];
}

/** What could not be looked at, and why; bugs go on up. */
export function failedCheck(what: string, error: unknown): Check {
  if (!(error instanceof KnownError)) throw error;
  const { message, exitStatus, details, tryThis } = error;
  return { what, ok: false, exitStatus, says: message, details, tryThis };
}
