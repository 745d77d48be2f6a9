import { describe, expect, test } from '@jest/globals';
import type { Recipe } from '../../../src/model/recipe.js';
import { readWanted } from '../../../src/workflows/plan/read-wanted.js';
import type { Recipes } from '../../../src/workflows/plan/open-recipes.js';
import { plannableApps } from '../../../src/workflows/plan/unplanned-apps.js';
import { showPlan } from '../../../src/show/show-plan.js';
import { makePaint } from '../../../src/show/paint.js';
import { makeApp, makePlan, makeRecipe, makeRegion } from '../../support/builders.js';
import { makeTools } from '../../support/make-tools.js';

const circle = 'version: "3.8"\nservices: &s\n  app: { image: nginx, labels: *s }\n';

describe('an app whose recipe cannot be read', () => {
  test('is told with app, recipe, version, file and line, and the others are planned', async () => {
    const { wanted, unplanned } = await plannable({ pad: { 'compose.yml': circle }, wiki: {} });
    expect(wanted.map(({ app }) => app.name)).toEqual(['wiki']);
    expect(unplanned).toMatchObject([
      { app: 'pad', node: 'brunswick', recipe: 'pad', version: '1.0.0+1', code: 'COMPOSE_INVALID' },
    ]);
    const screen = showPlan(makePlan({ unplanned }), makePaint(false));
    expect(screen).toMatch(/! pad on brunswick {3}pad 1\.0\.0\+1 {3}compose\.yml:3:\d+\n.*value contains itself/);
    expect(screen).toMatch(/1 app not planned$/);
  });

  test('ends the plan where it is the only one', async () => {
    await expect(plannable({ pad: { 'compose.yml': circle } })).rejects.toMatchObject({ code: 'COMPOSE_INVALID' });
  });

  test('is told together with the others where none can be read', async () => {
    const all = plannable({ pad: { 'compose.yml': circle }, wiki: { 'compose.yml': '- a\n' } });
    await expect(all).rejects.toMatchObject({
      message: '2 apps cannot be made ready; nothing was done',
      details: [expect.stringContaining('contains itself'), expect.stringContaining('a mapping of keys')],
    });
  });

  test('is one whose names no swarm takes', async () => {
    const service = 's'.repeat(60);
    const { wanted, unplanned } = await plannable({
      pad: { 'compose.yml': `services: { app: { image: a }, ${service}: { image: a } }\n` },
      wiki: {},
    });
    expect(wanted.map(({ app }) => app.name)).toEqual(['wiki']);
    expect(unplanned).toMatchObject([{ app: 'pad', code: 'NAME_TOO_LONG' }]);
  });
});

/** Apps by name, each with a recipe of its own that has these files. */
async function plannable(files: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const apps = Object.keys(files).map((name) =>
    makeApp({ name, recipe: { kind: 'name', name }, version: { kind: 'tag', tag: '1.0.0+1' } }),
  );
  const recipes: Recipes = {
    read: async ({ source }): Promise<Recipe> => makeRecipe({ name: source.name, files: files[source.name] ?? {} }),
    newest: () => Promise.reject(new Error('not asked for')),
  };
  return plannableApps(await readWanted(makeTools(), makeRegion(), { apps, recipes }));
}
