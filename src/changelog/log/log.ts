import type { Commit } from '../../model/brand.js';
import type { LogState } from '../fold/log-state.js';

/** A log as far as it was read, every line judged. */
export interface Log {
  /** Commit that it was read from; none while nothing is published. */
  readonly commit?: Commit;
  /** What the entries so far amount to. */
  readonly state: LogState;
  /** Git's object of each file of entries, in order, as it would be of the accepted lines. */
  readonly segments: readonly string[];
  /** RFC 6962 root of each full file, packed, 32 bytes each. */
  readonly roots: Uint8Array;
  /** Text of the last file while it is not full. */
  readonly tail: string;
  /** The signed head in that commit (C2SP checkpoint), and how many entries it covers; those behind it are not final. */
  readonly checkpoint?: string;
  readonly signed: number;
  /** The draft before it, if there was one. */
  readonly draft?: Draft;
  /** Whether the commit holds other lines behind the head than those accepted: the next append takes them out. */
  readonly hasJunk: boolean;
  /** How many files of entries the commit has where these are more than the accepted lines fill. */
  readonly strayFiles?: number;
  /** Git's object of README.md, which says whether the pages are of this version. */
  readonly readme?: string;
}

/** Entries from before there were signatures; taken up by log.open, which names their digest. */
export interface Draft {
  readonly segments: readonly string[];
  /** SHA-256 (hex) over the files one after the other. */
  readonly sha256: string;
  readonly size: number;
}
