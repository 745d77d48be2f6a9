import { readVersions, type PublishedVersions } from '../../recipe/read-versions.js';
import type { ReadingTools } from '../../tools/tools.js';
import { findRecipe, type RecipeSearch } from './find-recipe.js';

/** The versions that a recipe's repository publishes. */
export async function listVersions(
  tools: ReadingTools,
  recipe: string,
  search: RecipeSearch,
): Promise<PublishedVersions> {
  const found = await findRecipe(tools, recipe, search);
  return readVersions(tools, found, search.offline ? { offline: true } : {});
}
