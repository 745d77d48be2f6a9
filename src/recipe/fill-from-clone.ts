import { join } from 'node:path';
import type { RecipeSource } from '../model/region.js';
import { fetchRecipe } from './fetch-recipe.js';
import { openRecipeClone, type RecipeTools } from './open-recipe-clone.js';

/**
 * Fills the cache of a recipe from a clone of the same repository on this machine, where the cache has nothing yet: what
 * was fetched once need not be fetched again. A clone that is shallow or cannot be read fills nothing.
 */
export async function fillFromClone(
  tools: RecipeTools,
  { source, catalogue }: { readonly source: RecipeSource; readonly catalogue: string },
  folder: string,
): Promise<void> {
  const cached = openRecipeClone(tools, source, catalogue);
  if ((await tools.files.exists(cached.folder)) || (await tools.files.exists(join(folder, '.git', 'shallow')))) return;
  await fetchRecipe(tools, { ...cached, url: folder });
}
