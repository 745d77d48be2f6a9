import { describe, expect, test } from '@jest/globals';
import type { App } from '../../src/model/region.js';
import { findNameMistakes, type NamedApp } from '../../src/render/find-name-mistakes.js';
import { renderApp } from '../../src/render/render-app.js';
import { appOf, recipeOf } from './support/recipe-of.js';

function named(app: Partial<App>, compose = 'services: {app: {image: wiki}}'): NamedApp {
  const whole = appOf(app);
  return { app: whole, specs: renderApp(recipeOf({ 'compose.yml': compose, x: 'x' }), whole).specs };
}

function mistakes(...apps: NamedApp[]) {
  return Object.fromEntries(findNameMistakes(apps));
}

describe('findNameMistakes', () => {
  test('takes what fits', () => {
    expect(mistakes(named({}), named({ name: 'b', stack: 'b' }))).toEqual({});
  });

  test('finds a name that is too long and says what to shorten', () => {
    expect(mistakes(named({ stack: 's'.repeat(60) }), named({ name: 'b', stack: 'b' }))).toEqual({
      wiki: expect.objectContaining({
        code: 'NAME_TOO_LONG',
        message: expect.stringMatching(/^wiki: service s+_app has 64 characters of at most 63$/),
        tryThis: [expect.stringContaining('STACK_NAME under env: of wiki')],
      }),
    });
  });

  test('finds two apps that became one stack, whatever the case, and leaves a third alone', () => {
    const found = mistakes(
      named({}),
      named({ name: 'pad', stack: 'Wiki_example_org' }),
      named({ name: 'b', stack: 'b' }),
    );
    expect(Object.keys(found).sort()).toEqual(['pad', 'wiki']);
    expect(found['wiki']).toMatchObject({ code: 'NAME_COLLISION' });
    expect(found['pad']?.message).toBe('pad and wiki would both be stack Wiki_example_org on brunswick');
  });

  test('lets the same stack be on two nodes', () => {
    expect(mistakes(named({}), named({ name: 'b', node: 'coburg' }))).toEqual({});
  });

  test('finds names of one app that differ by case only', () => {
    const compose = 'services: {app: {image: a}, APP: {image: b}}';
    expect(mistakes(named({}, compose))['wiki']?.message).toContain('which are one name to a swarm');
  });
});
