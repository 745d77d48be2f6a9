import { describe, expect, test } from '@jest/globals';
import type { App } from '../../src/model/region.js';
import { checkNames, type NamedApp } from '../../src/render/check-names.js';
import { renderApp } from '../../src/render/render-app.js';
import { appOf, recipeOf } from './support/recipe-of.js';

function named(app: Partial<App>, compose = 'services: {app: {image: wiki}}'): NamedApp {
  const whole = appOf(app);
  return { app: whole, specs: renderApp(recipeOf({ 'compose.yml': compose, x: 'x' }), whole).specs };
}

describe('checkNames', () => {
  test('takes what fits', () => {
    expect(() => checkNames([named({}), named({ name: 'b', stack: 'b' })])).not.toThrow();
  });

  test('refuses a name that is too long and says what to shorten', () => {
    expect(() => checkNames([named({ stack: 's'.repeat(60) })])).toThrow(
      expect.objectContaining({
        code: 'NAME_TOO_LONG',
        message: expect.stringMatching(/^wiki: service s+_app has 64 characters of at most 63$/),
        tryThis: [expect.stringContaining('STACK_NAME under env: of wiki')],
      }),
    );
  });

  test('refuses two apps that became one stack, whatever the case', () => {
    const two = [named({}), named({ name: 'pad', stack: 'Wiki_example_org' })];
    expect(() => checkNames(two)).toThrow(expect.objectContaining({ code: 'NAME_COLLISION' }));
    expect(() => checkNames(two)).toThrow('pad and wiki would both be stack Wiki_example_org on brunswick');
  });

  test('lets the same stack be on two nodes', () => {
    expect(() => checkNames([named({}), named({ name: 'b', node: 'coburg' })])).not.toThrow();
  });

  test('refuses names of one app that differ by case only', () => {
    const compose = 'services: {app: {image: a}, APP: {image: b}}';
    expect(() => checkNames([named({}, compose)])).toThrow('which are one name to a swarm');
  });
});
