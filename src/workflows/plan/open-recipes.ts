import type { Recipe } from '../../model/recipe.js';
import type { RecipeSource, WantedVersion } from '../../model/region.js';
import { chooseVersion } from '../../recipe/choose-version.js';
import { readRecipe, type WantedRecipe } from '../../recipe/read-recipe.js';
import { readVersions } from '../../recipe/read-versions.js';
import type { ReadingTools } from '../../tools/tools.js';
import { locateRecipe } from './locate-recipe.js';

/** Recipes, wherever the catalogue says that they are. */
export interface Recipes {
  /** Throws as `readRecipe` does. */
  read(wanted: WantedRecipe): Promise<Recipe>;
  /** The newest version that is published. Throws RECIPE_NOT_FOUND where there is none. */
  newest(wanted: Omit<WantedRecipe, 'version'>): Promise<WantedVersion>;
}

type RecipesTools = Pick<ReadingTools, 'git' | 'files' | 'environment' | 'random' | 'web' | 'clock'>;

/** Several apps of one recipe and version share one reading, and several versions of a recipe one look upstream. */
export function openRecipes(tools: RecipesTools): Recipes {
  const [places, read, newest] = [new Map(), new Map(), new Map()] as [
    Map<string, Promise<RecipeSource>>,
    Map<string, Promise<Recipe>>,
    Map<string, Promise<WantedVersion>>,
  ];
  const first = oneFirst();
  return {
    read: (wanted) => once(read, wanted, () => readIt(wanted)),
    newest: (wanted) => once(newest, wanted, () => findNewest(wanted)),
  };

  async function readIt({ source, ...wanted }: WantedRecipe): Promise<Recipe> {
    const at = await locate({ source, catalogue: wanted.catalogue });
    return first(JSON.stringify(at), () => readRecipe(tools, { ...wanted, source: at }));
  }

  async function findNewest({ source, catalogue }: Omit<WantedRecipe, 'version'>): Promise<WantedVersion> {
    const at = await locate({ source, catalogue });
    return first(JSON.stringify(at), async () => chooseVersion(await readVersions(tools, { source: at, catalogue })));
  }

  function locate(place: Omit<WantedRecipe, 'version'>): Promise<RecipeSource> {
    return once(places, place, () => locateRecipe(tools, place.source, place));
  }
}

function once<Wanted, Found>(known: Map<string, Promise<Found>>, wanted: Wanted, find: () => Promise<Found>) {
  const key = JSON.stringify(wanted);
  const found = known.get(key) ?? find();
  known.set(key, found);
  return found;
}

/** The first one for a place goes alone: it fills the cache, and all others find there what they want. */
function oneFirst() {
  const firsts = new Map<string, Promise<unknown>>();
  return async <Found>(place: string, work: () => Promise<Found>): Promise<Found> => {
    const before = firsts.get(place);
    if (before) return before.then(work, work);
    const done = work();
    firsts.set(place, done);
    return done;
  };
}
