import { describe, expect, test } from '@jest/globals';
import { head, readManifest } from './read-manifest.js';

describe('an app on several nodes', () => {
  const apps = `${head}apps:
  traefik: { recipe: traefik, version: 3.1.0, node: all }
  db: { recipe: postgres, version: 1.0.0, node: [coburg] }
  wiki: { recipe: dokuwiki, version: 1.0.0, node: [coburg, brunswick], needs: [traefik, db@coburg], domain: w.example }
  pad: { recipe: pad, version: 1.0.0, node: coburg, needs: [postgres, dokuwiki@brunswick] }
`;

  test('gives an instance each, named by its node', async () => {
    const region = await readManifest(apps);
    expect(region.apps.map(({ name, node, domain }) => [name, node, domain])).toEqual([
      ['traefik@brunswick', 'brunswick', 'traefik.merri-bek.example'],
      ['traefik@coburg', 'coburg', 'traefik.merri-bek.example'],
      ['db@coburg', 'coburg', 'db.merri-bek.example'],
      ['wiki@coburg', 'coburg', 'w.example'],
      ['wiki@brunswick', 'brunswick', 'w.example'],
      ['pad', 'coburg', 'pad.merri-bek.example'],
    ]);
  });

  test('needs what is on its own node, by name or recipe, and elsewhere by name@node', async () => {
    const needs = Object.fromEntries((await readManifest(apps)).apps.map((app) => [app.name, app.needs]));
    expect(needs).toMatchObject({
      'wiki@coburg': ['traefik@coburg', 'db@coburg'],
      'wiki@brunswick': ['traefik@brunswick', 'db@coburg'],
      pad: ['db@coburg', 'wiki@brunswick'],
    });
  });
});
