import type { LineNotice, RecipeNotice } from '../model/recipe.js';

/** `dokuwiki/abra.sh, line 3: A is known only by running the script and is left out`; `file` is the recipe's own path. */
export function lineNotice(notice: LineNotice, recipe: string): RecipeNotice {
  return { kind: 'line', text: `${recipe}/${notice.file}, line ${notice.line}: ${notice.says}`, ...notice };
}
