import { isAbsolute } from 'node:path';
import type { AppManifest } from '../../manifest/app-schema.js';
import { makeRecipeSource } from '../../manifest/make-recipe-source.js';
import { KnownError } from '../../model/known-error.js';
import type { Observation } from '../../model/observation.js';
import type { Node } from '../../model/region.js';
import type { Tools } from '../../tools/tools.js';
import type { Recipes } from '../plan/open-recipes.js';
import { chooseAppName } from './choose-app-name.js';
import { foldApp } from './fold-app.js';
import type { FoldedApp } from './folded-app.js';
import type { ImportTarget } from './open-target.js';
import type { AbraApp, AbraApps } from './read-abra-apps.js';
import { onlyNotFound, readRunningRecipe, type RecipeHints, type RunningRecipe } from './read-running-recipe.js';
import { whyUnsayable } from './why-unsayable.js';
import { fillFromAbra, readAbraRecipes, recipeAddresses, type AbraRecipes } from './abra-recipes.js';

export interface AppsToFold {
  readonly found: Pick<AbraApps, 'apps'>;
  readonly target: ImportTarget;
  /** Nodes by abra's name of the server. */
  readonly nodeOf: ReadonlyMap<string, Node | undefined>;
  readonly seen: readonly Observation[];
  readonly abraFolder: string;
  readonly recipes: Recipes;
}

export interface FoldedApps {
  readonly apps: readonly FoldedApp[];
  readonly leftOut: readonly { readonly file: string; readonly says: string }[];
  readonly notices: readonly string[];
}

/** Folds all apps of an ABRA_DIR into words of the manifest; one whose recipe cannot be read is left out and named. */
export async function foldApps(tools: Tools, wish: AppsToFold): Promise<FoldedApps> {
  const keys = makeKeys(wish);
  const abraRecipes = await readAbraRecipes(tools.files, wish.abraFolder);
  const { catalogue } = wish.target;
  const names = new Set(wish.found.apps.map(({ recipe }) => recipe));
  await Promise.all([...names].map((name) => fillFromAbra(tools, abraRecipes, { name, catalogue })));
  const done = await Promise.all(
    wish.found.apps.map((app) =>
      foldOne(tools, wish, { app, key: keys.get(app.file) ?? app.name, abraRecipes }).catch((error: unknown) =>
        leftOut(app, error),
      ),
    ),
  );
  const apps = done.flatMap((one) => ('key' in one ? [one] : []));
  return {
    apps,
    leftOut: done.flatMap((one) => ('says' in one ? [one] : [])),
    notices: [...onlyHere(apps), ...apps.flatMap(({ key, notices }) => notices.map((notice) => `${key}: ${notice}`))],
  };
}

/** The names in the manifest by file: of apps that stand there already theirs. */
function makeKeys({ found, target, nodeOf }: AppsToFold): ReadonlyMap<string, string> {
  const taken = new Set(target.typed.map(({ key }) => key));
  return new Map(
    found.apps.map((app) => {
      const there = target.apps.find(({ node, stack }) => node === nodeOf.get(app.server)?.name && stack === app.stack);
      const key = there?.key ?? chooseAppName({ domain: app.name, recipe: app.recipe }, target.domain, taken);
      taken.add(key);
      return [app.file, key];
    }),
  );
}

async function foldOne(
  tools: Tools,
  wish: AppsToFold,
  { app, key, abraRecipes }: { readonly app: AbraApp; readonly key: string; readonly abraRecipes: AbraRecipes },
): Promise<FoldedApp> {
  const { target, nodeOf, seen } = wish;
  const node = nodeOf.get(app.server);
  if (!node) throw new Error(`no node for the server ${app.server}`);
  const there = seen.find((one) => one.node === node.name);
  const running = there?.reachable ? there.services.filter(({ stack }) => stack === app.stack) : [];
  const { address, ...read } = await readIt(tools, wish, { app: { ...app, running }, abraRecipes });
  const folded = foldApp({
    key,
    name: app.name,
    env: app.env,
    recipe: read.recipe,
    source: { recipe: address, ...pinOf(read) },
    node,
    region: target,
    defaults: target.defaultsOf(node.name),
    text: app.text,
    assignments: app.assignments,
  });
  const mistake = whyUnsayable(folded);
  if (mistake !== undefined) throw unsayable(mistake);
  const isAbsent = there?.reachable === true && running.length === 0;
  return {
    ...folded,
    ...(isAbsent ? { app: { ...folded.app, state: 'absent' } } : {}),
    notices: notesOf(read, folded),
  };
}

/** Recipes that the manifest names by a folder of this machine: once each, however many apps have them. */
function onlyHere(apps: readonly FoldedApp[]): string[] {
  const paths = new Set(apps.map(({ app }) => app.recipe).filter((recipe) => isAbsolute(recipe)));
  if (paths.size === 0) return [];
  const says = 'could be read nowhere else, so the manifest names that folder';
  return [...paths].map((path) => `${path}: ${says}; name a git repository there before others use it`);
}

function notesOf({ otherThanPinned, recipe }: RunningRecipe, { notices }: FoldedApp): string[] {
  if (otherThanPinned === undefined) return [...notices];
  const runs = recipe.version ?? recipe.commit.slice(0, 8);
  return [`.env pins ${otherThanPinned}, the server runs ${runs}: that is taken, as abra takes it`, ...notices];
}

function pinOf({ version }: RunningRecipe): Pick<AppManifest, 'version' | 'commit'> {
  return version.kind === 'tag' ? { version: version.tag } : { commit: version.commit };
}

/** At the first of its addresses where it is. */
async function readIt(
  tools: Tools,
  { target: { catalogue }, recipes }: AppsToFold,
  { app, abraRecipes }: { readonly app: AbraApp & Pick<RecipeHints, 'running'>; readonly abraRecipes: AbraRecipes },
): Promise<RunningRecipe & { readonly address: string }> {
  const addresses = await recipeAddresses(tools, abraRecipes, { name: app.recipe, catalogue });
  const hints = { catalogue, stack: app.stack, running: app.running, ...(app.pinned ? { pinned: app.pinned } : {}) };
  let failure: KnownError | undefined;
  for (const address of addresses) {
    const source = makeRecipeSource(address, abraRecipes.abraFolder);
    const read = await readRunningRecipe(recipes, { ...hints, source }).catch((error: unknown) => {
      failure ??= onlyNotFound(error);
    });
    if (read) return { address, ...read };
  }
  throw failure ?? new Error(`no address for the recipe ${app.recipe}`);
}

/** Told with the file of the app, and only there. */
function unsayable(mistake: string): KnownError {
  return new KnownError('MANIFEST_INVALID', `no manifest can say it: ${mistake}`, {
    tryThis: ['correct it in the .env'],
  });
}

function leftOut({ file }: AbraApp, error: unknown): { readonly file: string; readonly says: string } {
  if (error instanceof KnownError) return { file, says: `${file}: ${error.message}` };
  throw error;
}
