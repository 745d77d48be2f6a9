import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Recipe } from '../../../src/model/recipe.js';
import { recipeOf } from './recipe-of.js';

/** A recipe as it lies in a folder, without its git history. */
export function recipeInFolder(folder: string, more: Partial<Recipe> = {}): Recipe {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.git'))
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
  return recipeOf(texts, { name: basename(folder), ...more });
}
