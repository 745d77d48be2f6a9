import type { EntryId } from './brand.js';
import type { ErrorCode } from './error-codes.js';

/** What was set. */
export interface SecretSet {
  readonly app: string;
  readonly secret: string;
  readonly entry?: EntryId;
  /** It is set, but something else went wrong: CHANGELOG_UNPUBLISHED where the outcome waits on this machine. */
  readonly code?: ErrorCode;
}
