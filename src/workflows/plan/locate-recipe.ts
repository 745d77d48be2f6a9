import { KnownError } from '../../model/known-error.js';
import type { CatalogueRecipe } from '../../model/catalogue.js';
import type { RecipeSource } from '../../model/region.js';
import { suggestName } from '../../manifest/suggest-name.js';
import { isUrl } from '../../manifest/make-recipe-source.js';
import { findCataloguePlace, isListed } from '../../recipe/catalogue/catalogue-place.js';
import { readCatalogue, type CatalogueTools } from '../../recipe/catalogue/read-catalogue.js';

/**
 * Where a recipe is that is named by name alone: the repository that a recipes.json tells; other sources, and names in
 * a catalogue whose children are the recipes, stay as they are. What the cache knows is enough, however old.
 */
export async function locateRecipe(
  tools: CatalogueTools,
  source: RecipeSource,
  { catalogue, offline = false }: { readonly catalogue: string; readonly offline?: boolean },
): Promise<RecipeSource> {
  if (source.kind !== 'name' || !isListed(await findCataloguePlace(tools.files, catalogue), catalogue)) return source;
  const kept = await readCatalogue(tools, catalogue, { offline: true }).catch(() => undefined);
  const known = kept?.recipes.find(({ name }) => name === source.name);
  if (known) return sourceOf(known);
  const { recipes, from } = await readCatalogue(tools, catalogue, offline ? { offline } : { fresh: true });
  const found = recipes.find(({ name }) => name === source.name);
  if (found) return sourceOf(found);
  throw new KnownError('RECIPE_NOT_FOUND', `the catalogue ${from} has no recipe ${source.name}`, {
    tryThis: [...suggestion(source.name, recipes), 'all of them: tend recipe list'],
  });
}

function suggestion(typed: string, recipes: readonly CatalogueRecipe[]): string[] {
  const names = recipes.map(({ name }) => name);
  const meant = suggestName(typed, names).trim();
  return meant === '' ? [] : [meant.replace(/^D/, 'd')];
}

function sourceOf({ name, repository }: CatalogueRecipe): RecipeSource {
  if (repository === undefined) return { kind: 'name', name };
  return isUrl(repository) ? { kind: 'url', name, url: repository } : { kind: 'path', name, path: repository };
}
