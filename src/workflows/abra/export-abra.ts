import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAppComments, type AppComments } from '../../manifest/app-comments.js';
import { findAppFile } from '../../manifest/manifest-edit.js';
import { KnownError } from '../../model/known-error.js';
import type { ObservedService } from '../../model/observation.js';
import type { Prepared } from '../../model/prepared.js';
import type { App, Region } from '../../model/region.js';
import type { ServiceSpec } from '../../model/service-spec.js';
import { sourceWords } from '../../model/source-words.js';
import { observeRegion } from '../../observe/observe-region.js';
import { openRecipeClone } from '../../recipe/open-recipe-clone.js';
import { orderAsRunning } from '../../render/order-as-running.js';
import { prepareAsAbra } from '../../render/prepare-as-abra.js';
import { preparedFile, writePrepared } from '../../render/write-prepared.js';
import type { Tools } from '../../tools/tools.js';
import { locateRecipe } from '../plan/locate-recipe.js';
import type { OpenRegion } from '../region/open-region.js';
import { openRecipes, type Recipes } from '../plan/open-recipes.js';
import { readValueSource } from '../region/read-value-source.js';
import { appAsEnv } from './app-as-env.js';
import { serverOf } from './resolve-server.js';

/** What was written where. */
export interface ExportEnd {
  readonly folder: string;
  readonly apps: number;
  readonly servers: readonly string[];
  /** Commands that deploy the prepared files without abra and without tend, an app each. */
  readonly commands: readonly string[];
  /** Values from elsewhere that stand open in the files now. */
  readonly openValues: number;
  /** Apps that docker stack deploy, or abra, would restart once although nothing of them differs. */
  readonly restarting: readonly string[];
}

/**
 * Writes an ABRA_DIR with which abra takes over: servers/, an .env per app with TYPE pinned, the recipes; beside it, under
 * prepared/, what `docker stack deploy` takes without either. Readable by its owner only. Throws USAGE where DIR is not
 * empty, or where a value cannot be read here.
 */
export async function exportAbra(tools: Tools, open: OpenRegion, folder: string): Promise<ExportEnd> {
  if ((await tools.files.list(folder)).length > 0)
    throw new KnownError('USAGE', `${folder} is not empty; nothing was written`, { tryThis: ['name a new folder'] });
  const nodes = await Promise.all(
    open.region.nodes.map(async (node) => [node.name, await serverOf(tools, node)] as const),
  );
  const servers = new Map(nodes);
  const seen = await observeRegion(
    { nodes: tools.nodes, clock: tools.clock, tell: () => undefined },
    open.region.nodes,
  );
  const running = seen.flatMap((node) => (node.reachable ? [[node.node, node.services] as const] : []));
  const exported = await exportApps(tools, open, { servers, running: new Map(running) });
  for (const server of servers.values()) await tools.files.createFolder(join(folder, 'servers', server));
  for (const [path, content] of exported.flatMap(({ files }) => files))
    await tools.files.write(join(folder, path), content, 0o600);
  await cloneRecipes(tools, open.region, folder);
  return {
    folder,
    apps: exported.length,
    servers: [...servers.values()],
    commands: exported.flatMap(({ command }) => command ?? []),
    openValues: exported.reduce((sum, { openValues }) => sum + openValues, 0),
    restarting: exported.flatMap(({ restarting }) => restarting ?? []),
  };
}

interface Around {
  /** abra's names of the servers by node. */
  readonly servers: ReadonlyMap<string, string>;
  /** What runs, by node: only those that answer. */
  readonly running: ReadonlyMap<string, readonly ObservedService[]>;
}

interface Exported {
  readonly files: readonly (readonly [string, string | Uint8Array])[];
  readonly command?: string;
  readonly openValues: number;
  readonly restarting?: string;
}

/** All is read and made before anything is written. */
async function exportApps(tools: Tools, open: OpenRegion, around: Around): Promise<Exported[]> {
  const recipes = openRecipes(tools);
  return Promise.all(open.region.apps.map((app) => exportApp(tools, open, { app, recipes, ...around })));
}

async function exportApp(
  tools: Tools,
  open: OpenRegion,
  { app, recipes, servers, running }: Around & { readonly app: App; readonly recipes: Recipes },
): Promise<Exported> {
  const { recipe: source, version } = app;
  const recipe = await recipes.read({ source, version, catalogue: open.region.catalogue });
  const whole = await withOpenValues(tools, app);
  const server = servers.get(app.node) ?? app.node;
  const env = appAsEnv(recipe, whole, await commentsOf(tools, open, app));
  const openValues = Object.keys(app.envFrom ?? {}).length;
  const own = [`servers/${server}/${app.domain}.env`, env] as const;
  if (app.state === 'absent') return { files: [own], openValues };
  const specs = (running.get(app.node) ?? []).map(({ spec }) => spec);
  const prepared = orderAsRunning(prepareAsAbra(recipe, whole, 'docker'), specs);
  const there = `prepared/${server}/${app.stack}`;
  // Without --resolve-image: with `changed` docker's client forgets the platforms of the image, and a task may go to a node that cannot run it.
  const command = `docker stack deploy -c ${there}/${preparedFile} ${app.stack}   # on ${server}`;
  const restarting = specs.some((spec) => isOf(spec, app) && !isSorted(spec)) ? { restarting: app.name } : {};
  return { files: [own, ...preparedFiles(prepared, there)], command, openValues, ...restarting };
}

function isOf({ Labels }: ServiceSpec, { stack }: App): boolean {
  return Labels['com.docker.stack.namespace'] === stack;
}

/** docker's client sorts the variables of a stack; docker service update leaves them in another order. */
function isSorted({ TaskTemplate: { ContainerSpec } }: ServiceSpec): boolean {
  const env = ContainerSpec.Env ?? [];
  return isDeepStrictEqual(env, env.toSorted());
}

function preparedFiles(prepared: Prepared, there: string): [string, Uint8Array][] {
  return [...writePrepared(prepared)].map(([path, bytes]) => [join(there, path), bytes]);
}

/** The app with all values in its variables: abra and docker know no other place. */
async function withOpenValues(tools: Tools, app: App): Promise<App> {
  const { envFrom = {}, ...rest } = app;
  const read = Object.entries(envFrom).map(async ([key, source]) => {
    const value = await readValueSource(tools, sourceWords(source), `${app.name}: ${key}`);
    return [key, value.reveal()] as const;
  });
  return { ...rest, env: { ...app.env, ...Object.fromEntries(await Promise.all(read)) } };
}

async function commentsOf({ files }: Tools, { folder }: OpenRegion, { key }: App): Promise<AppComments> {
  const found = await findAppFile(files, folder, key);
  return found ? parseAppComments(found.text, found.path) : { top: [], above: new Map(), behind: new Map() };
}

/** As abra keeps them: a clone each, whose origin is where the recipe comes from. */
async function cloneRecipes(tools: Tools, region: Region, folder: string): Promise<void> {
  const { catalogue } = region;
  const sources = new Map(region.apps.map(({ recipe }) => [recipe.name, recipe]));
  for (const [name, source] of sources) {
    const clone = openRecipeClone(tools, await locateRecipe(tools, source, { catalogue }), catalogue);
    const to = join(folder, 'recipes', name);
    await tools.files.createFolder(dirname(to));
    const done = await tools.git.run(['clone', '--quiet', clone.folder, to]);
    if (done.exitCode !== 0) throw recipeMissing(name, { folder, says: done.stderr });
    await tools.git.run(['remote', 'set-url', 'origin', clone.url], { cwd: to });
  }
}

function recipeMissing(name: string, { folder, says }: { folder: string; says: string }): KnownError {
  const message = `the recipe ${name} could not be cloned into ${folder}: the rest is there, but abra cannot go on without it`;
  return new KnownError('RECIPE_NOT_FOUND', message, {
    details: says.split('\n').filter(Boolean),
    tryThis: [`fetch it there: abra recipe fetch ${name}`, 'or export again into a new folder: tend export abra DIR'],
  });
}
