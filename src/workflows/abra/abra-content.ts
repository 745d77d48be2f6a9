import { writeEnv } from '../../abra/write-env.js';
import type { StepContext } from '../../apply/step-context.js';
import { KnownError } from '../../model/known-error.js';
import type { Prepared } from '../../model/prepared.js';
import type { App } from '../../model/region.js';
import { effectOf } from '../../model/step-kinds.js';
import type { Step } from '../../model/step.js';
import { readRecipe } from '../../recipe/read-recipe.js';
import { composeFiles, isChaos } from '../../render/app-environment.js';
import { prepareAsAbra } from '../../render/prepare-as-abra.js';
import { preparedFile, writePrepared } from '../../render/write-prepared.js';
import type { ApplyRun } from '../apply/apply-run.js';
import { locateRecipe } from '../plan/locate-recipe.js';
import { appAsEnv } from './app-as-env.js';

/** A step and its app, with the values that plans hide. */
export interface ForApp extends Pick<StepContext, 'step' | 'values'> {
  readonly app: App;
}

/** What abra reads of an app. */
export interface AbraContent {
  /** Text of the .env. */
  readonly env: string;
  readonly chaos: boolean;
  /** Files that stand in the place of the recipe's. */
  readonly over?: ReadonlyMap<string, Uint8Array>;
}

const none = { top: [], above: new Map<string, string[]>(), behind: new Map<string, string>() };

/** What abra.sh exports abra reads itself. An app that goes away needs no more than its name. */
export async function readAbraContent({ tools, open }: ApplyRun, { step, app, values }: ForApp): Promise<AbraContent> {
  if (effectOf(step) === 'goes') {
    const { name, to } = step.recipe;
    const least = new Map(Object.entries({ TYPE: `${name}:${to}`, DOMAIN: app.domain, STACK_NAME: step.stack }));
    return { chaos: false, env: writeEnv('', { ...none, values: least, given: {} }) };
  }
  const { catalogue } = open.region;
  const source = await locateRecipe(tools, app.recipe, { catalogue });
  const recipe = await readRecipe(tools, { source, version: app.version, catalogue });
  if (recipe.commit !== step.recipe.commit) throw moved(step);
  const whole = withValues(app, values);
  const content = { chaos: isChaos(recipe, app), env: appAsEnv(recipe, whole, none) };
  return app.compose ? { ...content, over: preparedInPlace(prepareAsAbra(recipe, whole, 'docker')) } : content;
}

/** The app with the values that come from elsewhere in their place: for abra's own folder only. */
function withValues({ envFrom: _from, ...app }: App, values: ForApp['values'] = new Map()): App {
  const opened = Object.fromEntries([...values].map(([name, value]) => [name, value.reveal()]));
  return { ...app, env: { ...app.env, ...opened } };
}

/**
 * abra knows no piece of compose file of the region's own: such an app is handed to it prepared, in the place of its first
 * compose file, and with nothing in the others.
 */
function preparedInPlace(prepared: Prepared): ReadonlyMap<string, Uint8Array> {
  const whole = writePrepared(prepared).get(preparedFile) ?? new Uint8Array();
  const [version = ''] = new TextDecoder().decode(whole).split('\n');
  const [first = 'compose.yml', ...others] = composeFiles(prepared.env);
  return new Map([[first, whole], ...others.map((file) => [file, new TextEncoder().encode(`${version}\n`)] as const)]);
}

function moved({ app, recipe }: Step): KnownError {
  return new KnownError(
    'PLAN_STALE',
    `${app}: ${recipe.name} is not the commit that was planned; nothing was changed`,
    {
      tryThis: [`tend plan --app ${app}`],
    },
  );
}
