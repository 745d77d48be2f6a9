import { KnownError } from '../model/known-error.js';
import type { Recipe } from '../model/recipe.js';
import { composePaths } from './describe-compose.js';
import { parseComposeFile } from './parse-compose-file.js';

/** Which of a recipe's compose files cannot be read, a sentence each with the line where that is known. Pure. */
export function findUnreadableCompose(recipe: Pick<Recipe, 'files'>): string[] {
  return composePaths(recipe).flatMap((file) => {
    try {
      parseComposeFile(file, new TextDecoder().decode(recipe.files.get(file)));
      return [];
    } catch (error) {
      if (!(error instanceof KnownError)) throw error;
      return [error.at?.line === undefined ? error.message : `${file}, line ${error.at.line}: ${error.message}`];
    }
  });
}
