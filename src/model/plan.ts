import type { AppName, Commit, StackName, Timestamp } from './brand.js';
import type { ErrorCode } from './error-codes.js';
import type { Place } from './known-error.js';
import type { UnseenNode } from './observation.js';
import type { Step } from './step.js';

/** What would be done, and what is worth knowing beside it. Plain JSON: saved with --out and run again with `apply FILE`. */
export interface Plan {
  readonly version: 1;
  readonly region: string;
  readonly madeAt: Timestamp;
  readonly readSeconds: number;
  readonly manifest: ManifestState;
  readonly nodes: readonly PlannedNode[];
  readonly steps: readonly Step[];
  readonly unreachable: readonly UnseenNode[];
  /** Apps of which nothing could be planned; all others are planned without them. */
  readonly unplanned: readonly UnplannedApp[];
  /** Stacks that no manifest names. */
  readonly strangers: readonly StrangerStack[];
  readonly notices: readonly PlanNotice[];
}

/** An app whose recipe cannot be read or made ready, and why. */
export interface UnplannedApp {
  readonly app: AppName;
  readonly node: string;
  readonly recipe: string;
  /** Tag or commit. */
  readonly version: string;
  readonly code: ErrorCode;
  /** One sentence: what is wrong. */
  readonly message: string;
  readonly at?: Place;
  readonly details: readonly string[];
  readonly tryThis: readonly string[];
}

/** Which manifest this is: the region repo's commit, and whether files differ from it. */
export interface ManifestState {
  readonly repo: string;
  readonly commit?: Commit;
  readonly dirty: boolean;
}

export interface PlannedNode {
  readonly name: string;
  readonly provider?: string;
  /** Nothing is to be changed, and they run. */
  readonly asWanted: readonly AppName[];
  /** Nothing is to be changed, but they do not run as they should; absent: there are none. */
  readonly notUp?: readonly AppNotUp[];
}

/** An app that does not come up, or not for long, and how that shows: `app: keeps failing (killed as unhealthy, 4 times)`. */
export interface AppNotUp {
  readonly app: AppName;
  readonly says: string;
}

export interface StrangerStack {
  readonly node: string;
  readonly stack: StackName;
  readonly services: number;
  /** The app of this region that it was, where the record tells: somebody took it out of the manifest. */
  readonly app?: AppName;
}

export interface PlanNotice {
  readonly node?: string;
  readonly app?: AppName;
  readonly text: string;
}
