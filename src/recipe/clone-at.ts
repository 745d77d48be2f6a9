import { KnownError } from '../model/known-error.js';
import type { Commit } from '../model/brand.js';
import type { RecipeSource } from '../model/region.js';
import { gitSays } from './fetch-failed.js';
import { openRecipeClone, type RecipeClone, type RecipeTools } from './open-recipe-clone.js';
import { readTags } from './read-tags.js';

export interface WantedClone {
  readonly source: RecipeSource;
  readonly catalogue: string;
  readonly commit: Commit;
  /** Versions whose tags must be annotated; other lightweight tags are left out. */
  readonly versions: readonly string[];
  /** Where the clone goes: a folder that is not there yet. */
  readonly folder: string;
}

/**
 * A clone of a recipe with a working tree at a commit, made from the cache and never from the network; gives its version
 * tags. One for each run: abra switches the tree of the recipe, and two runs on one tree deploy each other's version.
 * Lightweight tags become annotated ones, because one of them makes abra's lint fail (R014).
 */
export async function cloneAt(tools: RecipeTools, wanted: WantedClone): Promise<string[]> {
  const cached = openRecipeClone(tools, wanted.source, wanted.catalogue);
  const git = gitIn(tools, cached, wanted);
  await git(['clone', '--quiet', '--local', '--no-checkout', '--', cached.folder, wanted.folder], '.');
  await git(['checkout', '--quiet', '-B', 'main', wanted.commit]);
  await git(['remote', 'set-url', 'origin', cached.shownUrl]);
  const tags = await readTags(cached);
  const light = [...tags.values()].filter(({ annotated }) => !annotated);
  if (light.length > 0) await git(['tag', '--delete', ...light.map(({ name }) => name)]);
  for (const { name, commit } of light.filter(({ name }) => wanted.versions.includes(name)))
    await git(['tag', '--annotate', '--message', name, name, commit]);
  return [...tags.keys()];
}

const identity = ['-c', 'user.name=tend', '-c', 'user.email=tend@localhost', '-c', 'advice.detachedHead=false'];

function gitIn(tools: RecipeTools, cached: RecipeClone, { folder }: WantedClone) {
  return async (words: readonly string[], at = folder): Promise<void> => {
    const done = await tools.git.run([...identity, '-C', at, ...words]);
    if (done.exitCode === 0) return;
    throw new KnownError('RECIPE_INVALID', `recipe ${cached.name}: no working tree could be made of it`, {
      details: gitSays(done),
      tryThis: [`look at its clone: git --git-dir ${cached.folder} fsck`],
    });
  };
}
