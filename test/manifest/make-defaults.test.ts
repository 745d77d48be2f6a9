import { describe, expect, test } from '@jest/globals';
import { head, mistakesOf, readManifest } from './read-manifest.js';

async function appsOf(text: string) {
  const { apps } = await readManifest(text);
  return Object.fromEntries(apps.map((app) => [app.name, app]));
}

describe('defaults', () => {
  test('give way to the node, the node to the app', async () => {
    const nodes = head.replace(
      'coburg: { host: coburg.example.org }',
      'coburg: { host: coburg.example.org, defaults: { steward: bo, overlays: [http], env: { A: node, B: node } } }',
    );
    const { here, there, own } =
      await appsOf(`${nodes}defaults: { steward: ada, critical: true, env: { A: region, C: 007 } }
apps:
  here: { recipe: x, version: 1.0.0+1, node: brunswick }
  there: { recipe: x, version: 1.0.0+1, node: coburg }
  own: { recipe: x, version: 1.0.0+1, node: coburg, steward: vacant, critical: false, env: { B: own } }
`);
    expect(here).toMatchObject({
      steward: 'ada',
      critical: true,
      defaults: { env: { A: 'region', C: '007' }, overlays: [] },
    });
    expect(there).toMatchObject({
      steward: 'bo',
      env: {},
      defaults: { env: { A: 'node', B: 'node', C: '007' }, overlays: ['http'] },
      origins: { A: 'defaults of coburg', B: 'defaults of coburg', C: 'defaults of the region' },
    });
    expect(own).toMatchObject({ critical: false, env: { B: 'own' }, origins: { A: 'defaults of coburg' } });
    expect(own).not.toHaveProperty('steward');
    expect(own?.origins).not.toHaveProperty('B');
  });

  test.each([
    ['defaults: { steward: adda }', 'region.yml:8:22  steward "adda" is not in this region. Did you mean ada?'],
    [
      'defaults: { env: { DOMAIN: x } }',
      "region.yml:8:20  defaults.env: DOMAIN is each app's own: put it into the env of the app.",
    ],
    ['defaults: { enf: {} }', 'region.yml:8:13  defaults.enf is not a key of defaults. Did you mean env?'],
  ])('%s is a mistake', async (line, says) => {
    expect(await mistakesOf(`${head}${line}\n`)).toEqual([says]);
  });
});
