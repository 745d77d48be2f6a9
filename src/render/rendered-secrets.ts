import { given } from '../model/given.js';
import type { RenderedSecret, SecretMaking } from '../model/prepared.js';
import type { Recipe } from '../model/recipe.js';
import type { App, WantedSecret } from '../model/region.js';
import { sourceWords } from '../model/source-words.js';
import type { SecretUse, StackSpecs } from '../model/stack-specs.js';
import { invalidCompose } from './invalid-compose.js';

interface Around {
  readonly recipe: Recipe;
  readonly app: App;
}

/**
 * The secrets that an app's services use and that no compose file makes: name and version on the swarm, and how each
 * comes to be: the manifest's word, else the recipe's.
 */
export function renderedSecrets(
  specs: StackSpecs,
  around: Around,
): { readonly secrets: readonly RenderedSecret[]; readonly notices: readonly string[] } {
  const external = specs.secrets.filter((secret) => secret.external);
  const unused = Object.keys(around.app.secrets).filter((key) => !external.some((secret) => secret.key === key));
  return {
    secrets: external.map((secret) => renderedSecret(secret, around)),
    notices: unused.map(
      (key) => `secret ${key} of ${around.app.name} is not used by ${around.recipe.name} as it is set up here`,
    ),
  };
}

/** abra takes what stands behind the last underscore for the version (abra-facts.ts). */
function renderedSecret({ key, name }: SecretUse, { recipe, app }: Around): RenderedSecret {
  const version = name.slice(name.lastIndexOf('_') + 1);
  if (version === '')
    throw invalidCompose(
      `${app.name}: secret ${key}`,
      `has no version: its name would be ${name}`,
      `set SECRET_${key.toUpperCase()}_VERSION under env: of ${app.name}`,
      `or name it under secrets: of ${app.name}`,
    );
  return { key, name, version, make: makingOf(key, app.secrets[key], recipe) };
}

function makingOf(key: string, wanted: WantedSecret | undefined, recipe: Recipe): SecretMaking {
  const sample = recipe.sample.secrets[key];
  switch (wanted?.kind) {
    case 'ask':
      return { kind: 'ask' };
    case 'from':
      return { kind: 'from', source: sourceWords(wanted.from) };
    case 'generate':
      return {
        ...generate(wanted.length ?? sample?.length, wanted.charset ?? sample?.charset),
        ...given({ shared: wanted.shared }),
      };
    case undefined:
      return sample?.generate ? generate(sample.length, sample.charset) : { kind: 'missing' };
  }
}

function generate(length: number | undefined, charset = 'default'): Extract<SecretMaking, { kind: 'generate' }> {
  return { kind: 'generate', charset, ...given({ length }) };
}
