import { describe, expect, test } from '@jest/globals';
import { extraDomains } from '../../src/render/extra-domains.js';
import { makeApp, makeRecipe } from '../support/builders.js';

function domainsIn(form: string | undefined, alsoAt = ['a.example', 'b.example']) {
  const recipe = makeRecipe();
  const { extraDomains: _shown, ...sample } = recipe.sample;
  const shown = form === undefined ? sample : { ...sample, extraDomains: form };
  return extraDomains({ ...recipe, sample: shown }, makeApp({ alsoAt }));
}

describe('further domains', () => {
  test.each([
    ["', `www.example.org`'", ', `a.example`, `b.example`'],
    ["' || Host(`www.example.org`)'", ' || Host(`a.example`) || Host(`b.example`)'],
    ['", www.example.org"', ', a.example, b.example'],
    ['www.example.org', 'a.example,b.example'],
  ])('take the form that the sample shows: %s', (form, value) =>
    expect(domainsIn(form)).toEqual({ EXTRA_DOMAINS: value }),
  );

  test('that nobody wants set nothing', () => expect(domainsIn(undefined, [])).toEqual({}));

  test('are refused where the recipe has no form for them', () => {
    expect(() => domainsIn(undefined)).toThrow(expect.objectContaining({ code: 'COMPOSE_INVALID' }));
  });
});
