/**
 * What must be reached; each number that is given counts. Time only against a baseline of the same run: milliseconds say what
 * the machine is like, and how busy.
 */
export interface Goal {
  /** The baseline takes at least so many times as long. */
  readonly faster?: number;
  /** It takes at most so many times as long as the baseline. */
  readonly atMost?: number;
  readonly megabytes?: number;
}

/** One line of the table. */
export interface Row {
  readonly what: string;
  /** Milliseconds, a median where it was measured several times. */
  readonly ms?: number;
  readonly megabytes?: number;
  readonly baseline?: { readonly what: string; readonly ms: number };
  readonly must?: Goal;
  readonly stretch?: Goal;
  /** Why there is no figure. */
  readonly notMeasured?: string;
}

/** True where every number of the goal is reached; undefined where there is nothing to judge. */
export function isReached(row: Row, goal: Goal | undefined): boolean | undefined {
  const { ms, megabytes = 0, baseline } = row;
  if (goal === undefined || ms === undefined) return undefined;
  return (
    (goal.faster === undefined || (baseline !== undefined && baseline.ms / ms >= goal.faster)) &&
    (goal.atMost === undefined || (baseline !== undefined && ms / baseline.ms <= goal.atMost)) &&
    (goal.megabytes === undefined || megabytes <= goal.megabytes)
  );
}
