import type { Parallel } from '../../../model/parallel.js';

/** Who may say how many apps of a node are worked on at the same time, in the order of who counts. */
export interface ParallelWishes {
  /** `--parallel`. */
  readonly flag?: number | undefined;
  readonly node?: Parallel | undefined;
  readonly region?: Parallel | undefined;
}

/** How many processor cores a new app that starts may keep busy: half of one, as a rule of thumb. */
const startsPerCore = 2;
const mostByDefault = 4;

/** How many apps of a node are worked on at the same time. Nobody says so: new ones by its `cores`, changes one by one. */
export function parallelLimits({ flag, node, region }: ParallelWishes, cores: number | undefined): Required<Parallel> {
  const byCores = cores === undefined ? mostByDefault : Math.max(1, Math.min(mostByDefault, cores * startsPerCore));
  return {
    newApps: flag ?? node?.newApps ?? region?.newApps ?? byCores,
    changes: flag ?? node?.changes ?? region?.changes ?? 1,
  };
}
