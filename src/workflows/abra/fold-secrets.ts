import { given } from '../../model/given.js';
import type { AppManifest } from '../../manifest/app-schema.js';
import { secretVersionSchema } from '../../manifest/value-schemas.js';
import { KnownError } from '../../model/known-error.js';
import type { SampleSecret } from '../../model/recipe.js';
import { renderApp } from '../../render/render-app.js';
import { asApp, type AppToFold } from './app-to-fold.js';

type TypedSecret = NonNullable<AppManifest['secrets']>[string];

/**
 * Says SECRET_X_VERSION under `secrets`, as far as the recipe uses such a secret: its version, and how it is made where
 * that is other than in .env.sample. Values are not known and not asked for. Pure.
 */
export function foldSecrets(wish: AppToFold, app: AppManifest): AppManifest {
  const told = Object.entries(wish.env.secrets).flatMap(([name, said]) => {
    const variable = `SECRET_${name.toUpperCase()}_VERSION`;
    const typed = typedSecret(said, {
      sample: wish.recipe.sample.secrets[name],
      known: defaultVersion(wish, variable),
    });
    const isGood = typed !== undefined && secretVersionSchema.safeParse(said.version).success;
    return isGood ? [{ variable, typed }] : [];
  });
  if (told.length === 0) return app;
  const keys = secretKeys(wish, app);
  const found = told.flatMap(({ variable, typed }) => {
    const key = keys.get(variable);
    return key === undefined ? [] : [{ key, variable, typed }];
  });
  if (found.length === 0) return app;
  const said = new Set(found.map(({ variable }) => variable));
  const env = Object.fromEntries(Object.entries(app.env ?? {}).filter(([name]) => !said.has(name)));
  const { env: _env, ...rest } = app;
  const secrets = Object.fromEntries(found.map(({ key, typed }) => [key, typed]));
  return { ...rest, secrets, ...(Object.keys(env).length === 0 ? {} : { env }) };
}

/** Keys of the recipe's secrets by the variable that holds their version. */
function secretKeys(wish: AppToFold, app: AppManifest): ReadonlyMap<string, string> {
  try {
    const { secrets } = renderApp(wish.recipe, asApp(wish, app));
    return new Map(secrets.map(({ key }) => [`SECRET_${key.toUpperCase().replaceAll('-', '_')}_VERSION`, key]));
  } catch (error) {
    // What is wrong with the recipe is told by the plan, with file and key.
    if (error instanceof KnownError) return new Map();
    throw error;
  }
}

function defaultVersion({ recipe }: AppToFold, variable: string): string {
  return recipe.sample.values[variable] || 'v1';
}

/** Undefined where the manifest need not say anything. */
function typedSecret(
  said: SampleSecret,
  { sample, known }: { readonly sample: SampleSecret | undefined; readonly known: string },
): TypedSecret | undefined {
  const version = said.version === known ? {} : { version: said.version };
  const isSame = sample?.length === said.length && sample?.charset === said.charset;
  if (sample && isSame && sample.generate === said.generate && !('version' in version)) return undefined;
  if (!said.generate) return 'version' in version ? { ask: true, ...version } : 'ask';
  const length = said.length !== undefined && said.length !== sample?.length && said.length >= 8;
  const charset = said.charset !== (sample?.charset ?? 'default');
  const making = {
    ...given({ length: length ? said.length : undefined, charset: charset ? said.charset : undefined }),
  };
  const more = { ...version, ...making };
  return Object.keys(more).length === 0 ? 'generate' : { generate: true, ...more };
}
