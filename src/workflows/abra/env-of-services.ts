import type { ObservedService } from '../../model/observation.js';
import type { EnvFile, Recipe } from '../../model/recipe.js';
import { splitEnv } from '../../model/split-env.js';
import { renderApp } from '../../render/render-app.js';
import { asApp, type AppToFold } from './app-to-fold.js';
import { foldApp } from './fold-app.js';

/** What an app's .env would be, as far as its running services tell; without a service `app`: the recipe's own. Pure. */
export function envOfServices(
  wish: Omit<AppToFold, 'env'>,
  running: readonly ObservedService[],
  stack: string,
): EnvFile {
  const { recipe } = wish;
  const app = running.find(({ name }) => name === `${stack}_app`);
  if (!app) return envFile(recipe, { ...recipe.sample.values, DOMAIN: wish.name, STACK_NAME: stack });
  const all = (app.spec.TaskTemplate.ContainerSpec.Env ?? []).map(splitEnv);
  const told = all.flatMap(([key, value]) =>
    value === undefined || key in recipe.exports ? [] : [[key, value] as const],
  );
  const composed = composedKeys(wish, stack);
  const first = told.filter(([key]) => key in recipe.sample.values || !composed.has(key));
  const values = { ...Object.fromEntries(first), STACK_NAME: stack };
  // What a compose file sets by itself is no variable of the app, unless it would set something else.
  const given = renderedEnv({ ...wish, env: envFile(recipe, values) }, stack);
  const more = told.filter(([key, value]) => !(key in values) && given.get(key) !== value);
  return envFile(recipe, { ...values, ...Object.fromEntries(more) });
}

function envFile({ sample }: Recipe, values: Readonly<Record<string, string>>): EnvFile {
  const secrets = Object.entries(values).flatMap(([key, version]) => {
    const name = /^SECRET_(.+)_VERSION$/.exec(key)?.[1]?.toLowerCase();
    if (name === undefined || version === '') return [];
    const known = sample.secrets[name] ?? { charset: 'default' as const, generate: true };
    return [[name, { ...known, version }] as const];
  });
  return { values, secrets: Object.fromEntries(secrets) };
}

/** Keys that the compose file itself sets on `app`: those of the rendered service that are no variables of the app. */
function composedKeys(wish: Omit<AppToFold, 'env'>, stack: string): ReadonlySet<string> {
  const { recipe } = wish;
  const env = envFile(recipe, { ...recipe.sample.values, DOMAIN: wish.name, STACK_NAME: stack });
  const known = new Set(Object.keys(env.values));
  return new Set([...renderedEnv({ ...wish, env }, stack).keys()].filter((key) => !known.has(key)));
}

function renderedEnv(wish: AppToFold, stack: string): ReadonlyMap<string, string | undefined> {
  const { specs } = renderApp(wish.recipe, asApp(wish, foldApp(wish).app));
  const app = specs.services.find(({ Name }) => Name === `${stack}_app`);
  return new Map((app?.TaskTemplate.ContainerSpec.Env ?? []).map(splitEnv));
}
