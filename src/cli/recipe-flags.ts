import { Flags } from '@oclif/core';
import { given } from '../model/given.js';
import type { RecipeSearch } from '../workflows/recipe/find-recipe.js';

/** Flags that say where recipes are looked for. */
export const recipeFlags = {
  catalogue: Flags.string({
    description: 'a recipes.json (file, URL, git repository) or a folder of recipes (default: that of the region)',
    helpValue: 'PLACE',
  }),
  offline: Flags.boolean({ description: 'look only at what the cache holds' }),
};

interface Typed {
  readonly region?: string | undefined;
  readonly catalogue?: string | undefined;
  readonly offline?: boolean | undefined;
}

/** What the flags say, in the words of the workflows. */
export function recipeSearch({ region, catalogue, offline = false }: Typed): RecipeSearch {
  return {
    ...given({ folder: region, catalogue }),
    offline,
  };
}
