import { given } from '../model/given.js';
import { isMapping } from '../model/is-mapping.js';
import type { ComposeDescription } from '../model/recipe-description.js';
import type { Recipe } from '../model/recipe.js';
import { contentIfReadable } from './content-if-readable.js';
import { substitute } from './substitute.js';

/** Paths of a recipe's compose files, compose.yml first. */
export function composePaths({ files }: Pick<Recipe, 'files'>): string[] {
  const paths = [...files.keys()].filter((path) => /(?:^|\/)compose[^/]*\.ya?ml$/.test(path)).sort();
  return [...paths.filter((path) => path === 'compose.yml'), ...paths.filter((path) => path !== 'compose.yml')];
}

/** Services with their images, and secrets, of each compose file; one that cannot be read is left out. */
export function describeCompose(recipe: Pick<Recipe, 'files' | 'sample' | 'exports'>): ComposeDescription[] {
  const env = { ...recipe.sample.values, ...recipe.exports };
  return composePaths(recipe).flatMap((file) => {
    const content = contentIfReadable(file, new TextDecoder().decode(recipe.files.get(file)));
    return content ? [describe(file, content, env)] : [];
  });
}

function describe(
  file: string,
  content: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>>,
): ComposeDescription {
  const services = Object.entries(mappingOf(content['services'])).map(([name, service]) => {
    const image = mappingOf(service)['image'];
    return { name, ...(typeof image === 'string' ? { image: filledIn(image, env) } : {}) };
  });
  const overlay = overlayOf(file);
  const secrets = Object.keys(mappingOf(content['secrets']));
  return { file, ...given({ overlay }), services, secrets };
}

/** `smtp` of compose.smtp.yml; a file in a folder is named whole. */
function overlayOf(file: string): string | undefined {
  return file === 'compose.yml' ? undefined : (/^compose\.([^/]+)\.yml$/.exec(file)?.[1] ?? file);
}

/** As far as the recipe's own defaults go. */
function filledIn(image: string, env: Readonly<Record<string, string>>): string {
  const result = substitute(image, env);
  return 'problem' in result ? image : result.text;
}

function mappingOf(value: unknown): Readonly<Record<string, unknown>> {
  return isMapping(value) ? value : {};
}
