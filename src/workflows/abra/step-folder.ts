import { join } from 'node:path';
import type { StepContext } from '../../apply/step-context.js';
import type { App } from '../../model/region.js';
import { effectOf } from '../../model/step-kinds.js';
import type { Step } from '../../model/step.js';
import { cloneAt } from '../../recipe/clone-at.js';
import { commitOver } from '../../recipe/commit-over.js';
import type { ApplyRun } from '../apply/apply-run.js';
import { locateRecipe } from '../plan/locate-recipe.js';
import { readAbraContent, type ForApp } from './abra-content.js';
import { sshWay } from './ssh-way.js';

/** Everything that abra reads for one step, in a folder that only this user can read. */
export interface StepFolder {
  readonly domain: string;
  readonly chaos: boolean;
  readonly versions: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  remove(): Promise<void>;
}

/**
 * Makes an ABRA_DIR for one step: the app's .env, the recipe's working tree at the planned commit, a catalogue of this one
 * recipe, and the way to the server. Shared with nobody: abra switches working trees, and writes into .env files.
 */
export async function createStepFolder(run: ApplyRun, { step, values }: ForStep): Promise<StepFolder> {
  const app = appOf(run, step);
  const folder = await run.tools.privateFolders.make('tend-abra');
  try {
    return { ...(await fill(run, { step, values, app, path: folder.path })), remove: () => folder.remove() };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

type ForStep = Pick<StepContext, 'step' | 'values'>;

interface Filling extends ForApp {
  readonly path: string;
}

async function fill(run: ApplyRun, filling: Filling): Promise<Omit<StepFolder, 'remove'>> {
  const { files, environment } = run.tools;
  const { step, app, path } = filling;
  const way = sshWay(run.nodeNamed(step.node), path, environment);
  for (const [at, { text, mode }] of way.files) await files.write(at, text, mode);
  const abra = join(path, 'abra');
  const { env, chaos, over } = await readAbraContent(run, filling);
  await files.write(join(abra, 'servers', way.server, `${app.domain}.env`), env, 0o600);
  const recipe = join(abra, 'recipes', step.recipe.name);
  const versions = await putRecipe(run, filling, recipe);
  const version = chaos ? {} : { version: step.recipe.to };
  if (over) await commitOver(run.tools, { folder: recipe, files: over, ...version });
  await files.write(join(abra, 'catalogue', 'recipes.json'), catalogueText(step, versions));
  return { domain: app.domain, chaos, versions, env: { ...way.env, ...plainly, ABRA_DIR: abra } };
}

/** No translation, no colour: what abra prints is kept, not read. */
const plainly = { LC_ALL: 'C', LANG: 'C', LANGUAGE: 'C', NO_COLOR: '1', TERM: 'dumb' };

/** To undeploy, abra needs a recipe by that name, and nothing in it: one that is gone may be empty. */
async function putRecipe({ tools, open }: ApplyRun, { step, app }: Filling, folder: string): Promise<string[]> {
  const { commit, from = '', to } = step.recipe;
  const { catalogue } = open.region;
  const located = locateRecipe(tools, app.recipe, { catalogue });
  const clone = located.then((source) => cloneAt(tools, { source, catalogue, commit, versions: [from, to], folder }));
  if (effectOf(step) !== 'goes') return clone;
  return clone.catch(async () => {
    await tools.git.run(['init', '--quiet', '--initial-branch=main', folder]);
    return [];
  });
}

function catalogueText({ recipe }: Step, versions: readonly string[]): string {
  const entry = { name: recipe.name, default_branch: 'main', versions: versions.map((version) => ({ [version]: {} })) };
  return `${JSON.stringify({ [recipe.name]: entry })}\n`;
}

function appOf({ open }: ApplyRun, step: Step): App {
  const app = open.region.apps.find(({ name, node }) => name === step.app && node === step.node);
  if (!app) throw new Error(`the plan names an app that is not in the region: ${step.app}`);
  return app;
}
