import { describe, expect, test } from '@jest/globals';
import { chooseApps, chooseOneApp } from '../../../src/workflows/region/choose-apps.js';
import { makeApp, makeNode, makeRegion } from '../../support/builders.js';

describe('chooseApps', () => {
  const region = makeRegion({
    nodes: [makeNode(), makeNode({ name: 'coburg' })],
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

  test('refuses names that are not there, naming those that are', () => {
    expect(() => names({ apps: ['wikki'] })).toThrow(
      expect.objectContaining({ code: 'USAGE', message: 'no app "wikki" in this region' }),
    );
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
