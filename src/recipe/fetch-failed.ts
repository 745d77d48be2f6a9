import { dirname, join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import { withoutCredentials } from '../model/without-credentials.js';
import type { ProgramResult } from '../tools/programs.js';
import type { RecipeClone, RecipeTools } from './open-recipe-clone.js';

/** Why a recipe could not be fetched, as far as that can be told without reading git's English. */
export async function fetchFailed(
  tools: Pick<RecipeTools, 'files'>,
  clone: RecipeClone,
  done: ProgramResult,
): Promise<KnownError> {
  if (done.missing) return gitMissing();
  // 1: all was received, but a reference here could not be written (git-fetch, on locks left behind).
  if (done.exitCode === 1) return notWritable(clone, gitSays(done));
  const local = clone.path ?? (clone.url.startsWith('/') ? clone.url : undefined);
  if (local !== undefined) return folderError(tools, clone, { path: local, done });
  const says = done.timedOut ? 'no answer within 120 s' : 'it is not there, or you may not read it';
  return new KnownError('RECIPE_NOT_FOUND', `recipe ${clone.name}: ${clone.shownUrl} cannot be read: ${says}`, {
    tryThis: [`check that you can run: git ls-remote ${clone.shownUrl}`, 'check the recipe’s address'],
    details: gitSays(done),
  });
}

async function folderError(
  tools: Pick<RecipeTools, 'files'>,
  clone: RecipeClone,
  { path, done }: { readonly path: string; readonly done: ProgramResult },
): Promise<KnownError> {
  if (!(await tools.files.exists(path)) && !(await tools.files.exists(`${path}.git`))) {
    return new KnownError('RECIPE_NOT_FOUND', `recipe ${clone.name}: there is no folder ${path}`, {
      tryThis: ['check the recipe’s path; one that is a name alone is looked for in the catalogue'],
    });
  }
  if ((await tools.files.exists(join(path, '.git'))) || (await tools.files.exists(join(path, 'objects')))) {
    return new KnownError('RECIPE_INVALID', `recipe ${clone.name}: the git repository ${path} cannot be read`, {
      tryThis: [`check that you can run: git ls-remote ${path}`],
      details: gitSays(done),
    });
  }
  return new KnownError('RECIPE_INVALID', `recipe ${clone.name}: ${path} is not a git repository`, {
    tryThis: [
      `make it one: cd ${path} && git init -b main && git add . && git commit -m "First version"`,
      'then give it a version: git tag -a 1.0.0+1.0 -m "First version"',
    ],
  });
}

/** What git printed, a line each, without the passwords of URLs. */
export function gitSays(done: ProgramResult): string[] {
  // ssh ends its lines with a carriage return too.
  const lines = withoutCredentials(done.stderr).split(/[\r\n]+/);
  return lines.filter(Boolean).map((line) => `git says: ${line}`);
}

export function gitMissing(): KnownError {
  return new KnownError('TOOL_MISSING', 'git is not on this machine; recipes are git repositories', {
    tryThis: ['install it: apt install git'],
  });
}

export function notWritable(clone: RecipeClone, details: readonly string[]): KnownError {
  return new KnownError('RECIPE_INVALID', `recipe ${clone.name}: its copy in the cache cannot be written`, {
    tryThis: [
      `remove it, it is made anew: rm -rf ${clone.folder}`,
      `check the rights and the free space there: ${dirname(clone.folder)}`,
    ],
    details,
  });
}
