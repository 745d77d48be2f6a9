import type { EntryId } from '../model/brand.js';
import type { LoggedEntry } from '../model/contents.js';

/** Everything that can be wrong with a log, each by a name of its own; the forgeries in its tests produce every one. */
export const problemCodes = [
  'file-unexpected',
  'file-kind',
  'file-short',
  'file-not-text',
  'line-too-long',
  'line-not-json',
  'line-not-canonical',
  'line-not-signed',
  'line-not-an-entry',
  'line-other-key',
  'altered',
  'dropped',
  'inserted',
  'swapped',
  'truncated',
  'rewritten',
  'forked',
  'backdated',
  'dated-ahead',
  'no-such-time',
  'seen-other-history',
  'unknown-key',
  'revoked-key',
  'expired-key',
  'out-of-scope',
  'wrong-actor',
  'key-added-itself',
  'key-known',
  'policy-without-quorum',
  'approves-nothing',
  'erases-nothing',
  'confirms-nothing',
  'one-time-key-misused',
  'entry-other-log',
  'entry-twice',
  'log-not-opened',
  'log-opened-twice',
  'log-closed',
  'outcome-without-intent',
  'outcome-of-other-step',
  'outcome-twice',
  'head-missing',
  'head-malformed',
  'head-other-log',
  'head-unsigned',
  'head-wrong-size',
  'head-wrong-root',
  'head-stale',
  'cosignature-wrong',
  'quorum-missing',
  'behind-head',
  'other-origin',
  'draft-altered',
  'page-differs',
  'page-missing',
  'page-unexpected',
  'page-other-version',
  'detail-altered',
  'detail-not-erased',
  'detail-unknown',
  'detail-absent',
  'history-rewritten',
  'dangling-intent',
  'breakglass-unconfirmed',
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** Something wrong with a log, in a sentence for people who do not program. */
export interface Problem {
  readonly code: ProblemCode;
  readonly says: string;
  /** Number of the entry, counted from 1. */
  readonly entry?: number;
  readonly id?: EntryId;
}

/** What of an entry is needed to say which one is meant. */
export interface NamedEntry extends Pick<LoggedEntry, 'position' | 'id'> {
  readonly entry: Pick<LoggedEntry['entry'], 'time' | 'actor'>;
}

/** A problem with an entry: which, when, by whom, what. */
export function entryProblem(code: ProblemCode, { position, id, entry }: NamedEntry, what: string): Problem {
  return { code, entry: position + 1, id, says: `entry ${position + 1} (${entry.time}, ${entry.actor}) ${what}` };
}
