import type { Recipe } from '../../model/recipe.js';

/** A recipe's .env.sample as it stands; empty where there is none. */
export function sampleText({ files }: Pick<Recipe, 'files'>): string {
  const bytes = files.get('.env.sample');
  return bytes === undefined ? '' : new TextDecoder().decode(bytes);
}
