import { newestVersion } from '../../model/recipe-version.js';
import type { App } from '../../model/region.js';
import { readRecipe } from '../../recipe/read-recipe.js';
import type { ReadingTools } from '../../tools/tools.js';
import { locateRecipe } from '../plan/locate-recipe.js';
import type { OpenRegion } from './open-region.js';

/** The newest version of each app's recipe, by the app's name; without those whose recipe cannot be read now. */
export async function newestVersions(
  tools: ReadingTools,
  open: OpenRegion,
  { apps, fresh }: { apps: readonly App[]; fresh: boolean },
): Promise<Map<string, string>> {
  const read = await Promise.all(
    apps.map(async (app) => {
      const { version } = app;
      const recipe = await locateRecipe(tools, app.recipe, open.region)
        .then((source) => readRecipe(tools, { source, version, catalogue: open.region.catalogue }, { fresh }))
        .catch(() => undefined);
      const newest = recipe && newestVersion(recipe.versions);
      return newest === undefined ? [] : [[app.name, newest] as const];
    }),
  );
  return new Map(read.flat());
}
