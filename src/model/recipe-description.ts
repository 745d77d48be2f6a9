import type { SampleSecret } from './recipe.js';
import type { ReleaseNote } from './step.js';

/** What a recipe offers at one version, for people who choose or set it up. */
export interface RecipeDescription {
  readonly name: string;
  readonly from: string;
  readonly commit: string;
  /** The version tag; none for a commit without one. */
  readonly version?: string;
  readonly versions: readonly string[];
  /** What .env.sample holds, in its order. */
  readonly env: readonly SampleKey[];
  /** By name; `optional`: commented out there, so only an overlay uses it. */
  readonly secrets: Readonly<Record<string, SampleSecret & { readonly optional: boolean }>>;
  /** compose.yml first, then the overlays by name. */
  readonly compose: readonly ComposeDescription[];
  /** Notes of this version, or of all where a commit was asked for. */
  readonly notes: readonly ReleaseNote[];
  readonly notices: readonly string[];
}

/** A variable that .env.sample names. */
export interface SampleKey {
  readonly key: string;
  /** As written there; references to other variables are not filled in. */
  readonly value: string;
  /** Commented out: the recipe works without it. */
  readonly optional: boolean;
  /** What stands above it or behind it; empty: nothing. */
  readonly comment: string;
}

/** What one compose file of a recipe has. */
export interface ComposeDescription {
  readonly file: string;
  /** What `overlays:` calls it: `smtp` of compose.smtp.yml; none for compose.yml. */
  readonly overlay?: string;
  readonly services: readonly { readonly name: string; readonly image?: string }[];
  /** Keys of the secrets that it declares. */
  readonly secrets: readonly string[];
}

/** A version of a recipe, and when it was published. */
export interface PublishedVersion {
  readonly version: string;
  readonly commit: string;
  readonly date: string;
  readonly annotated: boolean;
  /** The commit that the tag names upstream now, where that is another than when it was first seen. */
  readonly movedTo?: string;
}
