import { given } from '../../model/given.js';
import type { RecipeDescription } from '../../model/recipe-description.js';
import type { Recipe } from '../../model/recipe.js';
import { chooseVersion } from '../../recipe/choose-version.js';
import { parseEnvFile } from '../../recipe/parse-env-file.js';
import { describeSample } from '../../recipe/describe-sample.js';
import { readRecipe } from '../../recipe/read-recipe.js';
import { readVersions } from '../../recipe/read-versions.js';
import { describeCompose } from '../../render/describe-compose.js';
import { findUnreadableCompose } from '../../render/find-unreadable-compose.js';
import type { ReadingTools } from '../../tools/tools.js';
import { findRecipe, type RecipeSearch } from './find-recipe.js';

/** What a recipe offers at a version (default: the newest): variables, secrets, overlays, images, notes. */
export async function describeRecipe(
  tools: ReadingTools,
  { recipe: typed, version }: { readonly recipe: string; readonly version?: string },
  search: RecipeSearch,
): Promise<RecipeDescription> {
  const found = await findRecipe(tools, typed, search);
  const options = search.offline ? { offline: true } : {};
  const published = await readVersions(tools, found, options);
  const recipe = await readRecipe(tools, { ...found, version: chooseVersion(published, version) }, options);
  const sample = new TextDecoder().decode(recipe.files.get('.env.sample'));
  const notes = [...recipe.notes].map(([of, text]) => ({ version: of, text }));
  return {
    name: recipe.name,
    from: published.from,
    commit: recipe.commit,
    ...given({ version: recipe.version }),
    versions: recipe.versions,
    env: describeSample(sample),
    secrets: allSecrets(sample, recipe),
    compose: describeCompose(recipe),
    notes: recipe.version === undefined ? notes : notes.filter((note) => note.version === recipe.version),
    notices: [
      ...new Set([...published.notices, ...recipe.notices.map(({ text }) => text), ...findUnreadableCompose(recipe)]),
    ],
  };
}

/** Modifiers count only on a line that is not commented out; here one wants to know of the others too. */
function allSecrets(sample: string, recipe: Recipe): RecipeDescription['secrets'] {
  const { secrets } = parseEnvFile(sample.replace(/^[ \t]*#[ \t]*(?=SECRET_\w+_VERSION=)/gm, ''));
  return Object.fromEntries(
    Object.entries(secrets).map(([key, secret]) => [key, { ...secret, optional: !(key in recipe.sample.secrets) }]),
  );
}
