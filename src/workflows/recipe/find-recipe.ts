import { resolve } from 'node:path';
import { findRegionFolder } from '../../manifest/find-region-folder.js';
import { readRegion } from '../../manifest/read-region.js';
import { isUrl, makeRecipeSource } from '../../manifest/make-recipe-source.js';
import type { RecipeSource, Region } from '../../model/region.js';
import { usualCatalogue } from '../../model/usual-catalogue.js';
import type { ReadingTools } from '../../tools/tools.js';
import { locateRecipe } from '../plan/locate-recipe.js';

/** Where somebody looks for recipes: all of it may be left out, a region too. */
export interface RecipeSearch {
  /** Folder of the region; none: the nearest one upwards, if there is any. */
  readonly folder?: string;
  /** Instead of the region's catalogue. */
  readonly catalogue?: string;
  readonly offline?: boolean;
}

/** A recipe that was found, as readRecipe wants it. */
export interface FoundRecipe {
  readonly source: RecipeSource;
  readonly catalogue: string;
}

/** The catalogue that counts here: the one named, else the region's, else Co-op Cloud's. */
export async function findCatalogue(tools: ReadingTools, search: RecipeSearch): Promise<string> {
  return (await lookAround(tools, search)).catalogue;
}

/**
 * The recipe that a name, URL or path means. A name is first that of a recipe which an app of the region uses, then
 * one of the catalogue.
 */
export async function findRecipe(tools: ReadingTools, typed: string, search: RecipeSearch): Promise<FoundRecipe> {
  const { workingFolder } = tools.environment;
  const source = makeRecipeSource(typed === '.' ? './' : typed, workingFolder);
  const { catalogue, region } = await lookAround(tools, search);
  const used = region?.apps.find(({ recipe }) => source.kind === 'name' && recipe.name === source.name)?.recipe;
  const { offline = false } = search;
  return { source: await locateRecipe(tools, used ?? source, { catalogue, offline }), catalogue };
}

async function lookAround(
  tools: ReadingTools,
  { folder, catalogue }: RecipeSearch,
): Promise<{ readonly catalogue: string; readonly region?: Region }> {
  const { workingFolder } = tools.environment;
  if (catalogue !== undefined) return { catalogue: isUrl(catalogue) ? catalogue : resolve(workingFolder, catalogue) };
  const found = await findRegionFolder(tools.files, folder ?? workingFolder);
  if (found === undefined) return { catalogue: usualCatalogue };
  const region = await readRegion(tools.files, found);
  return { catalogue: region.catalogue, region };
}
