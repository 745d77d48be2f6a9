import * as z from 'zod';
import type { CatalogueRecipe } from '../../model/catalogue.js';
import { compareText } from '../../model/compare-text.js';
import { given } from '../../model/given.js';
import { parseJson } from '../../model/parse-json.js';
import { sortVersions } from '../../model/recipe-version.js';

/** Text, or nothing where somebody left it empty or put something else there. */
const text = z.string().min(1).optional().catch(undefined);

/** As abra writes it: `versions` are objects of one key, the tag; some old entries have null. */
const recipeSchema = z.object({
  name: text,
  description: text,
  category: text,
  repository: text,
  website: text,
  versions: z.array(z.record(z.string(), z.unknown())).nullish().catch(undefined),
});

const catalogueSchema = z.record(z.string(), z.unknown());

/**
 * The recipes of a recipes.json, by name: `{ "<recipe>": { repository, versions: [{ "<tag>": … }], … } }`. What has not
 * the shape of a recipe is left out and told. Undefined where the text is no catalogue at all.
 */
export function parseCatalogue(
  json: string,
): { readonly recipes: CatalogueRecipe[]; readonly notices: string[] } | undefined {
  const parsed = catalogueSchema.safeParse(parseJson(json));
  if (!parsed.success) return undefined;
  const recipes: CatalogueRecipe[] = [];
  const notices: string[] = [];
  for (const [name, value] of Object.entries(parsed.data)) {
    const recipe = recipeSchema.safeParse(value);
    if (recipe.success && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) recipes.push(makeRecipe(name, recipe.data));
    else notices.push(`the catalogue's entry ${JSON.stringify(name.slice(0, 60))} is no recipe and is left out`);
  }
  return { recipes: recipes.sort((a, b) => compareText(a.name, b.name)), notices };
}

function makeRecipe(name: string, { versions, ...told }: z.infer<typeof recipeSchema>): CatalogueRecipe {
  const { description, category, repository, website } = told;
  return {
    name,
    ...given({
      description,
      category,
      repository,
      website,
      versions: versions ? sortVersions(versions.flatMap((version) => Object.keys(version))) : undefined,
    }),
  };
}
