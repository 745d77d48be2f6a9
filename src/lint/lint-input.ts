import type { IgnoredKey } from '../model/ignored-key.js';
import { isMapping } from '../model/is-mapping.js';
import type { Finding } from '../model/lint.js';
import type { PublishedVersion } from '../model/recipe-description.js';
import type { Recipe } from '../model/recipe.js';
import type { StackSpecs } from '../model/stack-specs.js';

/** All that the rules look at. */
export interface LintInput {
  readonly recipe: Recipe;
  /** The tag of the version that is looked at; none for a commit without one. */
  readonly published?: PublishedVersion;
  /** Whether the repository has any version at all. */
  readonly hasVersions: boolean;
  /** The newest version before this one. */
  readonly before?: Pick<Recipe, 'version' | 'files' | 'exports'>;
  readonly compose: readonly ComposeText[];
  /** The recipe rendered with a stack's name of the greatest length: alone, then with each overlay. */
  readonly rendered: readonly RenderTry[];
}

/** A compose file as written: variables not filled in. */
export interface ComposeText {
  readonly file: string;
  readonly text: string;
  /** Missing where it cannot be read. */
  readonly content?: Mapping;
}

export type Mapping = Readonly<Record<string, unknown>>;

export interface RenderTry {
  readonly file: string;
  readonly specs?: StackSpecs;
  /** Why it cannot be rendered; a warning where an overlay may lack another one. */
  readonly problem?: Pick<Finding, 'level' | 'file' | 'says' | 'tryThis'>;
  /** What docker would pass over. */
  readonly ignored: readonly IgnoredKey[];
}

/** A part of a compose file by its keys; empty where there is none. */
export function mappingAt(content: unknown, ...path: readonly string[]): Mapping {
  let at: unknown = content;
  for (const key of path) at = isMapping(at) ? at[key] : undefined;
  return isMapping(at) ? at : {};
}

/** Text of a recipe's file; undefined where there is none. */
export function textOf({ files }: Pick<Recipe, 'files'>, path: string): string | undefined {
  const bytes = files.get(path);
  return bytes && new TextDecoder().decode(bytes);
}
