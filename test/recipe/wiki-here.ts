import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import type { Recipe } from '../../src/model/recipe.js';
import type { RecipeSource, WantedVersion } from '../../src/model/region.js';
import { readRecipe } from '../../src/recipe/read-recipe.js';
import { realFiles } from '../../src/tools/files.js';
import { realGit, type Git } from '../../src/tools/git.js';
import { realRandom } from '../../src/tools/random.js';
import { realPrograms } from '../../src/tools/programs.js';

/** The least that makes a recipe. */
export const basic = { 'compose.yml': 'services: {}\n', '.env.sample': 'TYPE=wiki\n' };
export const version: WantedVersion = { kind: 'tag', tag: '1.0.0+1' };

/** Where the recipe `wiki` of one test may lie: a folder of its own, that nobody has made yet. */
export interface WikiHere {
  place: string;
  repo: string;
  /** The source that names this folder. */
  folder(): RecipeSource;
  read(source: RecipeSource, wanted?: WantedVersion, own?: Git): Promise<Recipe>;
}

export function wikiHere(): WikiHere {
  const here: WikiHere = {
    place: '',
    repo: '',
    folder: () => ({ kind: 'path', name: 'wiki', path: here.repo }),
    read: (source, wanted = version, own = realGit(realPrograms)) =>
      readRecipe(
        { git: own, files: realFiles, environment: { cacheFolder: join(here.place, 'cache') }, random: realRandom },
        { source, version: wanted, catalogue: here.place },
      ),
  };
  beforeEach(() => {
    here.place = mkdtempSync(join(tmpdir(), 'tend-recipe-'));
    here.repo = join(here.place, 'wiki');
  });
  afterEach(() => rmSync(here.place, { recursive: true, force: true }));
  return here;
}
