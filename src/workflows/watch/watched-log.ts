import type { OpenRegion } from '../region/open-region.js';

/** A log that is watched. */
export interface WatchedLog {
  readonly origin: string;
  /** The first is read; none: the bare repository beside the region. */
  readonly remotes: readonly string[];
  readonly fingerprint?: string;
  readonly staleHours?: number;
  /** The region that one stands in, where this is its log. */
  readonly own?: OpenRegion;
  /** Whether its nodes are looked at too. */
  readonly nodes: boolean;
}
