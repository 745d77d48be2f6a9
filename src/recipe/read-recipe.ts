import { given } from '../model/given.js';
import { KnownError } from '../model/known-error.js';
import type { Recipe, RecipeNotice } from '../model/recipe.js';
import type { RecipeSource, WantedVersion } from '../model/region.js';
import { findCommit, type FetchOptions, type FoundCommit } from './find-commit.js';
import { lineNotice } from './line-notice.js';
import { openRecipeClone, type RecipeTools } from './open-recipe-clone.js';
import { parseEnvFile } from './parse-env-file.js';
import { parseExports } from './parse-exports.js';
import { readCommitFiles, type CommitFiles } from './read-commit-files.js';

export interface WantedRecipe {
  readonly source: RecipeSource;
  readonly version: WantedVersion;
  /** Folder or URL whose children are the recipes known by name alone. */
  readonly catalogue: string;
}

/**
 * A recipe as it stands at a version: its files, defaults, exports and notes. Read from a bare clone in the cache, which
 * is fetched into only where needed, by any number of tends at once. Nothing of a recipe is run.
 * Throws RECIPE_NOT_FOUND (repository, version), RECIPE_INVALID, RECIPE_TAG_MOVED, TOOL_MISSING (git).
 */
export async function readRecipe(
  tools: RecipeTools,
  wanted: WantedRecipe,
  options: FetchOptions = {},
): Promise<Recipe> {
  const clone = openRecipeClone(tools, wanted.source, wanted.catalogue);
  const found = await findCommit(tools, clone, { ...options, version: wanted.version });
  const { files, leftOut, notices } = await readCommitFiles(clone, found.commit);
  if (!files.has('compose.yml')) throw noCompose(clone.name, found, { files, leftOut });
  const recipe = makeRecipe(clone.name, found, files);
  return { ...recipe, notices: [...notices.map(oddNotice), ...recipe.notices] };
}

function makeRecipe(name: string, found: FoundCommit, files: ReadonlyMap<string, Uint8Array>): Recipe {
  const { notices: odd, ...sample } = parseEnvFile(textOf(files, '.env.sample') ?? '', {}, `${name}/.env.sample`);
  const exports = parseExports(textOf(files, 'abra.sh') ?? '', `${name}/abra.sh`);
  const missing = files.has('.env.sample') ? [] : ['there is no .env.sample, so no defaults and no secrets'];
  return {
    name,
    commit: found.commit,
    ...given({ version: found.version }),
    versions: found.versions,
    files,
    sample,
    exports: exports.values,
    notes: findNotes(files),
    notices: [
      ...found.notices,
      ...odd.map((one) => lineNotice({ ...one, file: '.env.sample' }, name)),
      ...missing.map((says) => oddNotice(`${name}: ${says}`)),
      ...exports.notices.map((one) => lineNotice(one, name)),
    ],
  };
}

function oddNotice(text: string): RecipeNotice {
  return { kind: 'odd', text };
}

/** release/<version>, but not release/next, which is not released. */
function findNotes(files: ReadonlyMap<string, Uint8Array>): Map<string, string> {
  const notes = [...files.keys()].flatMap((path) => {
    const version = /^release\/([^./][^/]*)$/.exec(path)?.[1];
    const text = textOf(files, path)?.trim();
    return version === undefined || version === 'next' || !text ? [] : [[version, text] as const];
  });
  return new Map(notes);
}

function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string | undefined {
  const bytes = files.get(path);
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes);
}

function noCompose(
  name: string,
  { version, commit }: FoundCommit,
  { files, leftOut }: Pick<CommitFiles, 'files' | 'leftOut'>,
): KnownError {
  const at = version ?? commit;
  const why = leftOut.get('compose.yml');
  if (why !== undefined)
    return new KnownError('RECIPE_INVALID', `recipe ${name}: compose.yml at ${at} is ${why}`, {
      tryThis: ['tell the people who keep it that compose.yml must be a plain file of at most 512 KiB'],
    });
  const alike = [...files.keys()].find((path) => /^(docker-)?compose\.ya?ml$/.test(path));
  return new KnownError('RECIPE_INVALID', `recipe ${name} has no compose.yml at ${at}`, {
    tryThis: [alike ? `rename ${alike} to compose.yml` : 'check that this repository is a Co-op Cloud recipe'],
  });
}
