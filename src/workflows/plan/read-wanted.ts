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

/** Apps with what would run of them, and those of which that cannot be told. */
export interface ReadApps {
  readonly wanted: readonly WantedApp[];
  readonly unread: readonly UnreadApp[];
}

/** An app, and what is wrong with its recipe or with what the manifest says to it. */
export interface UnreadApp {
  readonly app: App;
  readonly error: KnownError;
}

/** Reads the recipes of apps and renders each. One that cannot be read stops no other. */
export async function readWanted(
  tools: ReadingTools,
  region: Pick<Region, 'catalogue'>,
  { apps, recipes = openRecipes(tools) }: { readonly apps: readonly App[]; readonly recipes?: Recipes },
): Promise<ReadApps> {
  const read = await Promise.allSettled(apps.map((app) => readWantedApp({ ...tools, recipes }, region, app)));
  return {
    wanted: read.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    unread: apps.flatMap((app, at) => unreadApp(app, read[at])),
  };
}

/** Reads one app's recipe and renders it, unless it is to be absent. Throws what is wrong with it. */
export async function readWantedApp(
  tools: ReadingTools & { readonly recipes?: Recipes },
  { catalogue }: Pick<Region, 'catalogue'>,
  app: App,
): Promise<WantedApp> {
  if (app.state === 'absent') return absentApp(app);
  const { recipes = openRecipes(tools) } = tools;
  return wantedApp(tools, app, await recipes.read({ source: app.recipe, version: app.version, catalogue }));
}

function unreadApp(app: App, read: PromiseSettledResult<WantedApp> | undefined): UnreadApp[] {
  if (read?.status !== 'rejected') return [];
  if (!(read.reason instanceof KnownError)) throw read.reason;
  return [{ app, error: read.reason }];
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
