import type { Timestamp } from '../model/brand.js';

/** Something that verifying found, in a sentence. */
export interface Noticed {
  readonly code: string;
  readonly says: string;
  readonly entry?: number;
  readonly id?: string;
  /** Since when, where the record says it. */
  readonly since?: Timestamp;
}

/** What a look at a log saw. */
export type LogLook = UnreachedLog | ReachedLog;

export interface UnreachedLog {
  readonly origin: string;
  readonly remote: string;
  readonly reached: false;
  readonly says: string;
  readonly details: readonly string[];
  readonly tryThis: readonly string[];
}

export interface ReachedLog {
  readonly origin: string;
  readonly remote: string;
  readonly reached: true;
  readonly size: number;
  /** The signed head, opaque: another one as soon as somebody signs again. */
  readonly head: string;
  /** When the newest entry says it was written. */
  readonly lastEntryAt?: Timestamp;
  /** The newest cosignature, and whether the policy asks for any. */
  readonly cosignedAt?: Timestamp;
  readonly asksWitnesses: boolean;
  readonly problems: readonly Noticed[];
  readonly open: readonly Noticed[];
  /** A file that proves to anybody that two histories were signed. */
  readonly proof?: string;
  /** Our own copy, which still has what was seen before. */
  readonly clone: string;
}
