import { makeRecipeSource } from '../../manifest/make-recipe-source.js';
import type { AdoptEnd } from '../../model/adopt-end.js';
import { KnownError } from '../../model/known-error.js';
import { nodeOf } from '../../model/node-of.js';
import type { ObservedService } from '../../model/observation.js';
import type { Node } from '../../model/region.js';
import { splitEnv } from '../../model/split-env.js';
import { knowing } from '../../observe/as-known.js';
import { observeStack } from '../../observe/observe-stack.js';
import type { Tools } from '../../tools/tools.js';
import { planRegion } from '../plan/plan-region.js';
import { openRegion, type OpenRegion } from '../region/open-region.js';
import { finishEdits } from '../region/pending-edits.js';
import { openRecipes, type Recipes } from '../plan/open-recipes.js';
import { chooseAppName } from './choose-app-name.js';
import { envOfServices } from './env-of-services.js';
import { foldApp } from './fold-app.js';
import type { FoldedApp } from './folded-app.js';
import { openTarget, type ImportTarget } from './open-target.js';
import { readRunningRecipe } from './read-running-recipe.js';
import { writeImport } from './write-import.js';

export interface AdoptWish {
  readonly node: string;
  readonly stack: string;
  /** Its name in the manifest; else made from its domain. */
  readonly name?: string;
  /** Where no label tells it. */
  readonly recipe?: string;
  readonly domain?: string;
}

/**
 * Takes a stack that runs into the manifest: recipe and version from its labels, variables from its service `app`; those that
 * look like secrets go to files that git ignores. Nothing is changed on the node. Throws USAGE where that cannot be told.
 */
export async function adoptStack(tools: Tools, open: OpenRegion, wish: AdoptWish): Promise<AdoptEnd> {
  const { region, folder } = open;
  await finishEdits(tools, folder);
  const node = findNode(open, wish);
  const { docker } = await tools.nodes.connect(node);
  const running = await knowing(docker, node.name, () => observeStack(docker, wish.stack));
  if (running.length === 0)
    throw new KnownError('USAGE', `no stack ${wish.stack} runs on ${node.name}`, { tryThis: ['what runs: tend plan'] });
  const recipes = openRecipes(tools);
  const target = await openTarget(tools.files, { folder }, { apps: [] });
  const folded = await foldStack(recipes, open, { ...wish, running, on: node, target });
  const key = folded.key;
  const subject = `Adopt ${key}, which runs on ${node.name}`;
  const { nodes } = region;
  const { hidden, committed } = await writeImport(tools, {
    folder,
    target,
    nodes,
    folded: { apps: [folded] },
    subject,
  });
  const plan = await planRegion(tools, await openRegion(tools, folder), {
    apps: [key],
    recipes,
    tell: () => undefined,
  });
  return { app: key, file: `apps/${key}.yml`, committed, hidden, plan };
}

interface StackToFold extends AdoptWish {
  readonly running: readonly ObservedService[];
  readonly on: Node;
  readonly target: ImportTarget;
}

async function foldStack(
  recipes: Recipes,
  { region, folder }: OpenRegion,
  { stack, running, on: node, target, ...wish }: StackToFold,
): Promise<FoldedApp> {
  const address = wish.recipe ?? recipeLabel(running, stack);
  const hints = { source: makeRecipeSource(address, folder), catalogue: region.catalogue, stack, running };
  const { recipe, version } = await readRunningRecipe(recipes, hints);
  const name = wish.domain ?? domainOf(running, stack);
  const taken = new Set(region.apps.map(({ key }) => key));
  const key = wish.name ?? chooseAppName({ domain: name, recipe: recipe.name }, region.domain, taken);
  if (taken.has(key))
    throw new KnownError('USAGE', `there is an app ${key} in the manifest already`, { tryThis: ['--name ANOTHER'] });
  const pin = version.kind === 'tag' ? { version: version.tag } : { commit: version.commit };
  const source = { recipe: address, ...pin };
  const about = { key, name, recipe, source, node, region, defaults: target.defaultsOf(node.name) };
  return foldApp({ ...about, env: envOfServices(about, running, stack) });
}

function findNode({ region }: OpenRegion, { node, stack }: AdoptWish): Node {
  const found = nodeOf(region, node);
  if (!found)
    throw new KnownError('USAGE', `node "${node}" is not in this region`, {
      tryThis: [`nodes: ${region.nodes.map(({ name }) => name).join(', ')}`],
    });
  const known = region.apps.find((app) => app.node === node && app.stack === stack);
  if (!known) return found;
  throw new KnownError('USAGE', `the stack ${stack} on ${node} is the app ${known.name} already`, {
    tryThis: [`tend plan --app ${known.name}`],
  });
}

function recipeLabel(running: readonly ObservedService[], stack: string): string {
  const labels = running.map(({ spec }) => spec.Labels[`coop-cloud.${stack}.recipe`]);
  const found = labels.find((label) => label !== undefined && label !== '');
  if (found !== undefined) return found;
  throw new KnownError('USAGE', `no label of ${stack} names its recipe`, {
    tryThis: ['name it: --recipe NAME, a git URL or a path'],
  });
}

function domainOf(running: readonly ObservedService[], stack: string): string {
  const app = running.find(({ name }) => name === `${stack}_app`);
  const env = new Map((app?.spec.TaskTemplate.ContainerSpec.Env ?? []).map(splitEnv));
  const rule = running.flatMap(({ spec }) => Object.values(spec.Labels)).join(' ');
  const domain = env.get('DOMAIN') ?? /Host\(`([^`]+)`/.exec(rule)?.[1];
  if (domain) return domain;
  throw new KnownError('USAGE', `nothing at ${stack} tells its domain`, {
    tryThis: ['name it: --domain wiki.example.org'],
  });
}
