import { KnownError } from '../../model/known-error.js';
import type { ObservedService } from '../../model/observation.js';
import type { Recipe } from '../../model/recipe.js';
import type { RecipeSource, WantedVersion } from '../../model/region.js';
import { runningVersion } from '../../plan/running-app.js';
import type { Recipes } from '../plan/open-recipes.js';

/** What is known of an app's recipe. */
export interface RecipeHints {
  readonly source: RecipeSource;
  readonly catalogue: string;
  readonly stack: string;
  /** What its .env pins. */
  readonly pinned?: string;
  /** Its services, where it runs. */
  readonly running: readonly ObservedService[];
}

export interface RunningRecipe {
  readonly recipe: Recipe;
  readonly version: WantedVersion;
  /** What the file pins, where the server runs another one: the label wins. */
  readonly otherThanPinned?: string;
}

/**
 * Reads an app's recipe at the version that runs: what the labels tell wins over what the .env pins, which may be older
 * (abra-facts.ts). Without either the newest one, as abra would take. Throws RECIPE_NOT_FOUND, RECIPE_INVALID.
 */
export async function readRunningRecipe(recipes: Recipes, hints: RecipeHints): Promise<RunningRecipe> {
  const { source, catalogue, pinned } = hints;
  const told = toldVersion(hints);
  const asked = [told, pinned].flatMap((version) => (version ? [wantedVersion(version)] : []));
  let failure: KnownError | undefined;
  for (const version of asked) {
    const recipe = await recipes.read({ source, catalogue, version }).catch((error: unknown) => {
      failure ??= onlyNotFound(error);
    });
    if (!recipe) continue;
    const settled: WantedVersion = version.kind === 'commit' ? { kind: 'commit', commit: recipe.commit } : version;
    const differs = told !== undefined && pinned !== undefined && !sameVersion(told, pinned);
    return { recipe, version: settled, ...(differs ? { otherThanPinned: pinned } : {}) };
  }
  if (failure) throw failure;
  const version = await recipes.newest({ source, catalogue });
  return { recipe: await recipes.read({ source, catalogue, version }), version };
}

/** A version that is not there leads on to the next one; anything else is told at once. */
export function onlyNotFound(error: unknown): KnownError {
  if (error instanceof KnownError && error.code === 'RECIPE_NOT_FOUND') return error;
  throw error;
}

/** The version that runs: the commit of a chaos deployment, else the version label. `+U` marks edits that nobody committed. */
export function toldVersion({ running, stack }: Pick<RecipeHints, 'running' | 'stack'>): string | undefined {
  const all = running.map(({ spec }) => spec.Labels);
  const chaos = all.find((labels) => labels[`coop-cloud.${stack}.chaos`] === 'true');
  const commit = chaos?.[`coop-cloud.${stack}.chaos-version`]?.replace(/\+U$/, '');
  return commit || all.map((labels) => runningVersion(labels, stack)).find((version) => version !== undefined);
}

function wantedVersion(text: string): WantedVersion {
  const version = text.replace(/\+U$/, '');
  return /^[0-9a-f]{7,40}$/.test(version) ? { kind: 'commit', commit: version } : { kind: 'tag', tag: version };
}

/** A commit is the same however many of its digits are written. */
function sameVersion(a: string, b: string): boolean {
  const [one = '', other = ''] = [a, b].map((text) => text.replace(/\+U$/, ''));
  if (![one, other].every((text) => /^[0-9a-f]{7,40}$/.test(text))) return one === other;
  return one.startsWith(other) || other.startsWith(one);
}
