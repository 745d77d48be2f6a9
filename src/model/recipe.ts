import type { Commit } from './brand.js';

/** A Co-op Cloud recipe as it stands at one commit. */
export interface Recipe {
  readonly name: string;
  readonly commit: Commit;
  /** The version tag that was asked for, `1.2.0+2024-02-06a`; none where a commit was asked for. */
  readonly version?: string;
  /** All version tags of the repository, oldest first (recipe part, then upstream part). */
  readonly versions: readonly string[];
  /** Every file at that commit, by path; compose, templates, env files, scripts. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** .env.sample, as read. Commented lines are not in it. */
  readonly sample: EnvFile;
  /** Plain top-level exports of abra.sh; the script is never run. */
  readonly exports: Readonly<Record<string, string>>;
  /** Release notes by version (release/<version>), text. */
  readonly notes: ReadonlyMap<string, string>;
  /** What is odd about it and worth a line: an export that needs running, a missing file. */
  readonly notices: readonly RecipeNotice[];
}

/** What is to be told of a recipe and stops nothing. `uncommitted`: its folder holds changes that are in no commit. */
export type RecipeNotice =
  | { readonly kind: 'uncommitted' | 'odd'; readonly text: string }
  | ({ readonly kind: 'line'; readonly text: string } & LineNotice);

/** A line of a recipe's file that tend cannot take as it stands. */
export interface LineNotice {
  readonly file: string;
  readonly line: number;
  readonly says: string;
}

/** An .env file: lines top-down, later ones may refer to earlier ones. */
export interface EnvFile {
  readonly values: Readonly<Record<string, string>>;
  /** Secrets that it names with SECRET_<NAME>_VERSION; keyed by the lower-case secret name. */
  readonly secrets: Readonly<Record<string, SampleSecret>>;
  /** Form in which it shows EXTRA_DOMAINS, even commented out: "\", `www.example.org`\""; none: it has none. */
  readonly extraDomains?: string;
}

export interface SampleSecret {
  readonly version: string;
  /** Number of characters; none: a pass phrase of words. */
  readonly length?: number;
  readonly charset: 'default' | 'special' | 'safespecial' | 'hex' | 'alnum';
  /** `generate=false`: a person must insert it. */
  readonly generate: boolean;
}
