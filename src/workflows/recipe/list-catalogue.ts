import type { Catalogue } from '../../model/catalogue.js';
import { readCatalogue, type CatalogueOptions } from '../../recipe/catalogue/read-catalogue.js';
import type { ReadingTools } from '../../tools/tools.js';
import { findCatalogue, type RecipeSearch } from './find-recipe.js';

/** The recipes of the catalogue whose name, description or category holds a word; without one all of them. */
export async function listCatalogue(
  tools: ReadingTools,
  search: RecipeSearch,
  { word = '', ...options }: CatalogueOptions & { readonly word?: string },
): Promise<Catalogue> {
  const catalogue = await readCatalogue(tools, await findCatalogue(tools, search), options);
  const wanted = word.toLowerCase();
  const recipes = catalogue.recipes.filter(({ name, description = '', category = '' }) =>
    [name, description, category].some((text) => text.toLowerCase().includes(wanted)),
  );
  return { ...catalogue, recipes };
}
