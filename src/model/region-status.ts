import type { AppName, Timestamp } from './brand.js';
import type { OutcomeResult } from './outcome.js';
import type { UnseenNode } from './observation.js';

/** The region at a glance. */
export interface RegionStatus {
  readonly version: 1;
  readonly region: string;
  readonly at: Timestamp;
  readonly nodes: readonly NodeStatus[];
  readonly record: RecordStatus;
}

export interface NodeStatus {
  readonly node: string;
  readonly provider?: string;
  /** Why nothing could be seen; what is told then comes from manifest and record. */
  readonly unseen?: UnseenNode;
  /** When the record last saw it, where it does not answer. */
  readonly lastSeen?: Timestamp;
  readonly apps: readonly AppStatus[];
}

export interface AppStatus {
  readonly app: AppName;
  readonly version?: string;
  /** The version that the manifest wants, where another one runs. */
  readonly wantedVersion?: string;
  /** A newer version of the recipe than the one that runs, as far as this machine knows. */
  readonly newer?: string;
  /** `failing`: its tasks end again and again soon after they started. */
  readonly health: 'ok' | 'degraded' | 'down' | 'failing' | 'not deployed' | 'unknown';
  readonly running: number;
  readonly wanted: number;
  readonly steward?: string;
  readonly urls: readonly string[];
  readonly changedOutside: boolean;
  readonly lastChange?: { readonly at: Timestamp; readonly by: string; readonly result: OutcomeResult | 'open' };
  readonly hasData: boolean;
}

interface RecordStatus {
  readonly level: 'local' | 'public' | 'witnessed';
  /** Witnesses that have seen it, and when. */
  readonly seenBy: readonly { readonly witness: string; readonly at: Timestamp }[];
  /** Break-glasses that no second person has confirmed. */
  readonly unconfirmed: readonly { readonly id: string; readonly by: string; readonly at: Timestamp }[];
  readonly remote: string;
  readonly entries: number;
  readonly spooled: number;
  readonly fresh: boolean;
}
