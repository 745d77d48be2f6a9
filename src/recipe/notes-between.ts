import type { Recipe } from '../model/recipe.js';
import type { ReleaseNote } from '../model/step.js';
import { versionsBetween } from '../model/recipe-version.js';

/** Release notes of every version newer than `from` up to and with `to`, oldest first; versions without notes are left out. */
export function notesBetween(recipe: Pick<Recipe, 'notes'>, from: string, to: string): ReleaseNote[] {
  return versionsBetween(from, to, [...recipe.notes.keys()]).map((version) => ({
    version,
    text: recipe.notes.get(version) ?? '',
  }));
}
