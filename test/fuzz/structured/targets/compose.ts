import { parse, stringify } from 'yaml';
import { lintRecipe } from '../../../../src/lint/lint-recipe.js';
import { describeCompose } from '../../../../src/render/describe-compose.js';
import { renderApp } from '../../../../src/render/render-app.js';
import { writePrepared } from '../../../../src/render/write-prepared.js';
import { composeTextsOf, tryRendering } from '../../../../src/workflows/recipe/try-rendering.js';
import { makeApp } from '../../../support/builders.js';
import { recipeOf } from '../../../support/recipe-of.js';
import { makeDice, mutate, type Dice } from '../../mutate.js';
import { makeValueMutator } from '../mutate-value.js';
import { refusedOrThrown } from '../refused-or-thrown.js';
import type { Reading, StructuredTarget } from '../structured-target.js';
import { exampleNames, exampleTexts } from './example-files.js';

/** What compose files refer to: contents do not matter here. */
const others = {
  ...Object.fromEntries(
    exampleNames('{recipes,test/render/corpus}/**/*.{tmpl,sh,rb,yml}').map((name) => [name, 'x\n']),
  ),
  'a.txt': 'a\n',
  '.env.sample': exampleTexts('recipes/*/*/.env.sample').join('\n'),
  'abra.sh': exampleTexts('recipes/*/*/abra.sh').join('\n'),
};
/** Compose files of recipes, and the small ones that docker's own loader is asked about, as far as they are YAML. */
const examples = [...exampleTexts('{recipes/*/*,recipes/*/*/*,test/render/corpus/*}/compose*.yml'), ...smallOnes()]
  .flatMap(parsed)
  .filter((value) => read(stringify(value)) === 'read');
const mutated = makeValueMutator(examples);

/** It is read a dozen times here. */
const longest = 30_000;

export const composeTarget: StructuredTarget = {
  name: 'compose',
  says: 'compose files: rendered, linted, described, and written for abra',
  beyondEarly: 70,
  make,
  read,
};

function make(dice: Dice): string {
  const text = asYaml(mutated(dice, { shared: dice(4) === 0 }), dice);
  return dice(15) === 0 ? mutate([text], dice).slice(0, longest) : text;
}

function asYaml(value: unknown, dice: Dice): string {
  const collectionStyle = (['any', 'block', 'flow'] as const)[dice(3)] ?? 'any';
  const version = dice(3) === 0 ? '1.1' : '1.2';
  return stringify(value, { collectionStyle, version, lineWidth: dice(2) * 80, indent: 2 + dice(3) });
}

function read(text: string): Reading {
  const both = { ...others, 'compose.yml': text };
  const recipe = recipeOf('wiki', '1.0.0+1', { ...both, 'compose.more.yml': text });
  const [compose, rendered] = [composeTextsOf(recipe), tryRendering(recipe)];
  lintRecipe({ recipe, hasVersions: true, compose, rendered });
  describeCompose(recipe);
  try {
    const { prepared } = renderApp(recipeOf('wiki', '1.0.0+1', both), makeApp());
    writePrepared(prepared);
    renderApp(recipe, makeApp({ engine: 'abra', overlays: ['more'] }));
    return 'read';
  } catch (error) {
    return refusedOrThrown(error, /not YAML that docker can read|larger than|a compose file is a mapping|thousands/);
  }
}

/** What is no YAML, or goes round in circles, is no example. */
function parsed(text: string): unknown[] {
  try {
    return [JSON.parse(JSON.stringify(parse(text, { merge: true })))];
  } catch {
    return [];
  }
}

function smallOnes(): string[] {
  const lines = exampleTexts('test/differ/cases/structure.jsonl').join('').trim().split('\n');
  const cases = lines.flatMap((line) => (JSON.parse(line) as [string, string[]])[1]);
  const dice = makeDice(1);
  return Array.from({ length: 100 }, () => cases[dice(cases.length)] ?? '');
}
