import { KnownError } from '../../model/known-error.js';
import type { Recipe } from '../../model/recipe.js';
import type { App, Region } from '../../model/region.js';
import { sourceWords } from '../../model/source-words.js';
import { hideValues, type AppValues } from '../../plan/hide-values.js';
import type { WantedApp } from '../../plan/plan-input.js';
import { renderApp } from '../../render/render-app.js';
import { readValue } from '../../tools/read-value.js';
import type { ReadingTools } from '../../tools/tools.js';
import { absentApp } from './absent-app.js';
import { openRecipes, type Recipes } from './open-recipes.js';
import { waysOn } from '../../model/ways-on.js';

/** Reads the recipes of apps and renders each, but of those that are to be absent; all that is wrong comes at once. */
export async function readWanted(
  tools: ReadingTools,
  { catalogue }: Pick<Region, 'catalogue'>,
  { apps, recipes = openRecipes(tools) }: { readonly apps: readonly App[]; readonly recipes?: Recipes },
): Promise<WantedApp[]> {
  const recipeOf = ({ recipe: source, version }: App) => recipes.read({ source, version, catalogue });
  const read = await Promise.allSettled(
    apps.map(async (app) => (app.state === 'absent' ? absentApp(app) : wantedApp(tools, app, await recipeOf(app)))),
  );
  const failed = read.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  if (failed.length > 0) throw together(failed);
  return read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

async function wantedApp(tools: ReadingTools, app: App, recipe: Recipe): Promise<WantedApp> {
  const rendered = renderApp(recipe, app);
  if (!app.envFrom) return { app, recipe, rendered };
  const values = await readAppValues(tools, app.envFrom);
  const unread = [...values].flatMap(([name, value]) => (value ? [] : [unreadWords(app, name)]));
  const { specs, notices } = rendered;
  const services = hideValues(specs, values)(specs.services);
  return {
    app,
    recipe,
    rendered: { ...rendered, specs: { ...specs, services }, notices: [...notices, ...unread] },
    values,
  };
}

async function readAppValues(tools: ReadingTools, from: NonNullable<App['envFrom']>): Promise<AppValues> {
  const read = Object.entries(from).map(async ([name, source]) => [name, await readValue(tools, source)] as const);
  return new Map(await Promise.all(read));
}

function unreadWords({ name, envFrom = {} }: App, key: string): string {
  const source = envFrom[key];
  return `${key} of ${name} cannot be read here (${source ? sourceWords(source) : ''}): what runs is taken for it`;
}

function together(errors: readonly unknown[]): unknown {
  const bug = errors.find((error) => !(error instanceof KnownError));
  const known = errors.filter((error) => error instanceof KnownError);
  const [first] = known;
  if (bug !== undefined || !first || known.length === 1) return bug ?? first;
  const lines = [...new Set(known.flatMap((error) => [error.message, ...error.details]))];
  return new KnownError(first.code, `${known.length} apps cannot be made ready; nothing was done`, {
    details: lines,
    tryThis: waysOn([...new Set(known.flatMap((error) => error.tryThis))], 'run the same command again'),
  });
}
