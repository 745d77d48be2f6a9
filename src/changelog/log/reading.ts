import type { Contents } from '../../model/contents.js';
import type { Workers } from '../../tools/workers.js';
import type { Clone } from '../clone/clone.js';

/** Which log is read, and what its entries mean. */
export interface Reading {
  readonly clone: Clone;
  readonly origin: string;
  readonly contents: Contents;
  /** Cores to check lines on. */
  readonly workers: Workers;
  /** Told how many files of entries are read and judged. */
  readonly progress?: ReadSoFar;
}

/** Files so far, and all. */
export type ReadSoFar = (files: number, of: number) => void;
