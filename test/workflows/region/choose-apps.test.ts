import { describe, expect, test } from '@jest/globals';
import { chooseApps, chooseOneApp } from '../../../src/workflows/region/choose-apps.js';
import { makeApp, makeNode, makeRegion } from '../../support/builders.js';

describe('chooseApps', () => {
  const region = makeRegion({
    nodes: [makeNode(), makeNode({ name: 'coburg', host: 'coburg.example.org' })],
    apps: [makeApp({ name: 'traefik@brunswick' }), makeApp({ name: 'traefik@coburg' }), makeApp()],
  });
  const names = (choice: Parameters<typeof chooseApps>[1]) => chooseApps(region, choice).map(({ name }) => name);

  test.each([
    [{}, ['traefik@brunswick', 'traefik@coburg', 'wiki']],
    [{ apps: [] }, ['traefik@brunswick', 'traefik@coburg', 'wiki']],
    [{ apps: ['traefik'] }, ['traefik@brunswick', 'traefik@coburg']],
    [{ apps: ['traefik@coburg', 'wiki'] }, ['traefik@coburg', 'wiki']],
    [{ nodes: ['coburg'] }, ['traefik@coburg']],
    [{ apps: ['traefik'], nodes: ['brunswick'] }, ['traefik@brunswick']],
    [{ apps: ['wiki'], nodes: ['coburg'] }, []],
  ])('%j', (choice, chosen) => expect(names(choice)).toEqual(chosen));

  test.each([
    [{ apps: ['nextcloud'] }, 'no app "nextcloud" in this region'],
    [{ apps: ['wikki'] }, 'no app "wikki" in this region. Did you mean wiki?'],
    [{ apps: ['Wiki.example.org'] }, 'no app "Wiki.example.org" in this region. Did you mean wiki?'],
    [{ apps: ['wiki_example_org'] }, 'no app "wiki_example_org" in this region. Did you mean wiki?'],
    [{ apps: ['traefik@cobrug'] }, 'no app "traefik@cobrug" in this region. Did you mean traefik@coburg?'],
    [{ nodes: ['fawkner'] }, 'no node "fawkner" in this region'],
    [{ nodes: ['cobrug'] }, 'no node "cobrug" in this region. Did you mean coburg?'],
    [{ nodes: ['coburg.example.org'] }, 'no node "coburg.example.org" in this region. Did you mean coburg?'],
  ])('%j is refused: %s', (choice, message) => {
    expect(() => names(choice)).toThrow(expect.objectContaining({ code: 'USAGE', message }));
  });

  test('a refusal names those that are there', () => {
    expect(() => names({ nodes: ['fawkner'] })).toThrow(
      expect.objectContaining({ details: ['there are: brunswick, coburg'] }),
    );
  });

  test('wants to know which one of several instances', () => {
    expect(chooseOneApp(region, 'wiki').name).toBe('wiki');
    expect(() => chooseOneApp(region, 'traefik')).toThrow(
      expect.objectContaining({ tryThis: ['name one of them, with its node: traefik@brunswick or traefik@coburg'] }),
    );
  });
});
