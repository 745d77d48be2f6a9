import type { LabFixture } from '../live/support/lab-fixture.js';
import type { TestRegion } from '../live/support/test-region.js';

/** What a kill is made of. */
export interface Site {
  readonly fixture: LabFixture;
  /** Names of apps begin with it: nothing else on the server does. */
  readonly name: string;
  /** From 0 to 1, the same for the same seed. */
  readonly chance: () => number;
}

/** A command that is ready to be run, killed and run again. */
export interface Kill {
  readonly region: TestRegion;
  readonly args: readonly string[];
  /** Apps of the region, whose locks and secrets are looked at. */
  readonly apps: readonly string[];
  /** The folder that git must find clean; default: the region's. */
  readonly folder?: string;
  /** Words of a second run that ends otherwise than with 0, since the first was done already. */
  readonly doneAlready?: string;
  /** What is wrong after the second run, beside what holds for every command. */
  readonly faults: () => Promise<readonly string[]>;
}

export type MakeKill = (site: Site) => Promise<Kill>;
