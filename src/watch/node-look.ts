import type { Timestamp } from '../model/brand.js';

/** A service as a node shows it. */
export interface SeenService {
  readonly id: string;
  readonly name: string;
  readonly stack?: string;
  readonly index: number;
  readonly updatedAt: Timestamp;
  /** An update of it is still under way. */
  readonly moving: boolean;
}

/** What a look at a node saw, begun at `at`; the record was read afterwards. */
export interface NodeLook {
  readonly node: string;
  readonly at: Timestamp;
  readonly services: readonly SeenService[];
}

/** What the record says of an app on a node. */
export interface RecordedApp {
  readonly app: string;
  /** Name of its stack, where the manifest knows it. */
  readonly stack?: string;
  /** What was seen last, by short names; none where it was undeployed or nobody ever saw it. */
  readonly services: readonly { readonly name: string; readonly id: string; readonly index: number }[];
  readonly at: Timestamp;
  /** Somebody is at work there now: an announcement whose deadline has not passed. */
  readonly busy: boolean;
  /** When something was done there whose end nobody has seen: what is found first after that is taken as its end. */
  readonly unseenAt?: Timestamp;
  /** Until when Docker may still be finishing what a step that did not go well has begun. */
  readonly settlesUntil?: Timestamp;
}
