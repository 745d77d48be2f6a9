import { writeEnv } from '../../abra/write-env.js';
import type { AppComments } from '../../manifest/app-comments.js';
import { stackName } from '../../manifest/stack-name.js';
import type { Recipe } from '../../model/recipe.js';
import type { App, WantedSecret } from '../../model/region.js';
import { appEnvironment } from '../../render/app-environment.js';
import { sampleText } from './sample-text.js';

/** The .env that abra would have of an app; `app` without hidden values. Pure. */
export function appAsEnv(recipe: Recipe, app: App, comments: AppComments): string {
  const sample = sampleText(recipe);
  const all = appEnvironment({ ...recipe, exports: {} }, app);
  const { STACK_NAME: _stack, ...variables } = all;
  const isUsual = app.stack === stackName(app.domain) && app.env['STACK_NAME'] === undefined;
  const values = isUsual ? variables : { ...variables, STACK_NAME: app.stack };
  return writeEnv(sample, {
    values: new Map(Object.entries(values)),
    given: recipe.sample.values,
    above: new Map<string, readonly string[]>([
      ...(comments.top.length > 0 ? [['', comments.top] as const] : []),
      ...comments.above,
    ]),
    behind: new Map([...comments.behind, ...modifiersOf(recipe, app)]),
  });
}

/** Only of secrets that the manifest speaks of: the others stand in the sample. */
function modifiersOf(recipe: Recipe, app: App): [string, string][] {
  return Object.entries(app.secrets).map(([key, wanted]) => {
    const name = key.replaceAll('-', '_');
    const sample = recipe.sample.secrets[name];
    return [`SECRET_${name.toUpperCase()}_VERSION`, words(wanted, sample?.length, sample?.charset)];
  });
}

function words(wanted: WantedSecret, length: number | undefined, charset: string | undefined): string {
  if (wanted.kind !== 'generate') return 'generate=false';
  const [long, of] = [wanted.length ?? length, wanted.charset ?? charset];
  const isPlain = of === undefined || of === 'default';
  return [...(long === undefined ? [] : [`length=${long}`]), ...(isPlain ? [] : [`charset=${of}`])].join(' ');
}
