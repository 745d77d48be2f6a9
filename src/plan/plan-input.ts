import type { AppName } from '../model/brand.js';
import type { Observation } from '../model/observation.js';
import type { ManifestState, UnplannedApp } from '../model/plan.js';
import type { RenderedApp } from '../model/prepared.js';
import type { Recipe } from '../model/recipe.js';
import type { Record as LogRecord, RecordedStep } from '../model/record.js';
import type { App, Region } from '../model/region.js';
import type { ResolvedImage } from '../model/resolved-image.js';
import type { HeldReason } from '../model/step.js';
import type { AppValues } from './hide-values.js';

/** Everything that a plan is made from; planning itself looks at nothing else. */
export interface PlanInput {
  readonly region: Region;
  /** Apps that this plan is about, in the manifest's order; other apps of the region are left alone. */
  readonly wanted: readonly WantedApp[];
  /** Apps that this plan would be about as well, were there nothing wrong with them. */
  readonly unplanned?: readonly UnplannedApp[];
  readonly seen: readonly Observation[];
  /** Nodes among the seen ones that only have apps which others need: this plan is not about them. */
  readonly neededOnly?: ReadonlySet<string>;
  readonly record: LogRecord;
  readonly manifest: ManifestState;
  readonly images: ResolvedImages;
  /** A person asked for what tags point at now; else a running image stays while its reference does. */
  readonly refresh: boolean;
  /** Apps whose last try with the same manifest and recipe as now failed: that try. */
  readonly triedBefore: ReadonlyMap<AppName, RecordedStep>;
  /** Apps that abra left as they are, with the same manifest and recipe as now: what still differs is no change to make. */
  readonly asMade?: ReadonlySet<AppName>;
  /** What a person released, by flag. */
  readonly released: ReadonlySet<HeldReason>;
  /** Apps whose removal a person confirmed by name. */
  readonly removalsConfirmed: ReadonlySet<AppName>;
  readonly madeAt: string;
  readonly readSeconds: number;
}

/** An app with its recipe and what would run. For apps that are to be absent only the app itself counts. */
export interface WantedApp {
  readonly app: App;
  readonly recipe: Recipe;
  readonly rendered: RenderedApp;
  /** What its hidden values are, where they can be read here; absent: it has none. */
  readonly values?: AppValues;
}

/** What registries told, by node and reference: `brunswick dokuwiki:2024-02-06a`. Absent: could not be resolved. */
export type ResolvedImages = ReadonlyMap<string, ResolvedImage>;

/** Key of an image in ResolvedImages. */
export function imageKey(node: string, reference: string): string {
  return `${node} ${reference}`;
}
