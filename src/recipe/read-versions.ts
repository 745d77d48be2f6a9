import { given } from '../model/given.js';
import { compareVersions, parseVersion } from '../model/recipe-version.js';
import { KnownError } from '../model/known-error.js';
import type { PublishedVersion } from '../model/recipe-description.js';
import type { RecipeSource } from '../model/region.js';
import { fetchRecipe } from './fetch-recipe.js';
import { openRecipeClone, type RecipeClone, type RecipeTools } from './open-recipe-clone.js';
import { readTags } from './read-tags.js';

/** What a recipe's repository publishes. */
export interface PublishedVersions {
  readonly name: string;
  /** URL or folder, without a password. */
  readonly from: string;
  /** Oldest first: by the recipe part, then by the upstream part. */
  readonly versions: readonly PublishedVersion[];
  /** Tags that are no versions, such as v1.2. */
  readonly otherTags: readonly string[];
  /** The newest commit of any branch; none: the repository is empty. */
  readonly head?: string;
  readonly notices: readonly string[];
}

/**
 * The versions of a recipe, after a look upstream; where that fails, or with `offline`, what the cache holds.
 * Throws RECIPE_NOT_FOUND where neither has it.
 */
export async function readVersions(
  tools: RecipeTools,
  { source, catalogue }: { readonly source: RecipeSource; readonly catalogue: string },
  { offline = false }: { readonly offline?: boolean } = {},
): Promise<PublishedVersions> {
  const clone = openRecipeClone(tools, source, catalogue);
  // A folder of this machine is not away.
  const failure = offline && clone.path === undefined ? undefined : await fetchRecipe(tools, clone);
  const inCache = await tools.files.exists(clone.folder);
  if (!failure && !inCache) throw neverRead(clone);
  if (failure && (!inCache || clone.path !== undefined)) throw failure;
  const notices = failure ? [`${failure.message}; what was read before is used`] : [];
  return { name: clone.name, from: clone.shownUrl, ...(await readPublished(clone)), notices };
}

function neverRead({ name, shownUrl }: RecipeClone): KnownError {
  return new KnownError('RECIPE_NOT_FOUND', `recipe ${name}: ${shownUrl} was never read on this machine`, {
    tryThis: ['read it once without --offline'],
  });
}

async function readPublished(clone: RecipeClone): Promise<Pick<PublishedVersions, 'versions' | 'otherTags' | 'head'>> {
  const [tags, dates, head] = await Promise.all([readTags(clone), readDates(clone), readHead(clone)]);
  const all = [...tags.values()].map(({ name, commit, annotated, movedTo }) => ({
    version: name,
    commit,
    date: dates.get(name) ?? '',
    annotated,
    ...given({ movedTo }),
  }));
  const versions = all.filter(({ version }) => parseVersion(version));
  return {
    versions: versions.sort((a, b) => compareVersions(a.version, b.version)),
    otherTags: all.map(({ version }) => version).filter((tag) => !parseVersion(tag)),
    ...given({ head }),
  };
}

/** `2024-02-06` by tag: the tag's own day where it is annotated, else its commit's. */
async function readDates(clone: RecipeClone): Promise<ReadonlyMap<string, string>> {
  const listed = await clone.run(['for-each-ref', '--format=%(refname:lstrip=2) %(creatordate:short)', 'refs/tags']);
  const rows = listed.stdout.split('\n').map((line) => line.split(' '));
  return new Map(rows.map(([tag = '', date = '']) => [tag, date]));
}

async function readHead(clone: RecipeClone): Promise<string | undefined> {
  const order = ['--count=1', '--sort=-committerdate', '--format=%(objectname)'];
  const { stdout } = await clone.run(['for-each-ref', ...order, 'refs/heads']);
  return stdout || undefined;
}
