/** How many apps of a node are worked on at the same time, as far as somebody has said so. */
export interface Parallel {
  /** Apps of which nothing runs yet. */
  readonly newApps?: number;
  /** Apps that run already, or that others need. */
  readonly changes?: number;
}
