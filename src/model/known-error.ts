import { errorCodes, type ErrorCode, type ExitStatus } from './error-codes.js';
import type { WaysOn } from './ways-on.js';

/** Where in a file something stands; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

export interface KnownErrorOptions {
  /** What to do next: sentences or commands, the best first; no failure without one. */
  readonly tryThis: WaysOn;
  readonly at?: Place;
  /** Further lines: facts that belong to the error, one each. */
  readonly details?: readonly string[];
  readonly cause?: unknown;
}

/**
 * A failure that tend foresees: what happened, where, what to do next.
 * Everything else that is thrown is a bug and ends with status 1 and a full stack.
 */
export class KnownError extends Error {
  override readonly name = 'KnownError';
  readonly code: ErrorCode;
  readonly tryThis: WaysOn;
  readonly details: readonly string[];
  readonly at: Place | undefined;

  constructor(code: ErrorCode, message: string, options: KnownErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.tryThis = options.tryThis;
    this.details = options.details ?? [];
    this.at = options.at;
  }

  /** The exit status that this failure gives on its own. */
  get exitStatus(): ExitStatus {
    return errorCodes[this.code];
  }
}
