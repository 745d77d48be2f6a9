import type { EntryId } from './brand.js';
import type { ErrorCode } from './error-codes.js';
import type { Secret } from './secret.js';

/** A secret as a running container has it, and where its reading is recorded. */
export interface SecretRead {
  readonly app: string;
  readonly node: string;
  /** Its name on the swarm. */
  readonly secret: string;
  readonly value: Secret;
  readonly entry?: EntryId;
  /** It was read, but something else went wrong: CHANGELOG_UNREACHABLE where the outcome waits on this machine. */
  readonly code?: ErrorCode;
}
