import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { labRegionHosts, makeLabRegion } from '../../src/lab/make-lab-region.js';
import { readRecipeVersions } from '../../src/lab/read-recipe-versions.js';
import { readRegion } from '../../src/manifest/read-region.js';
import { realFiles } from '../../src/tools/files.js';

const folder = join(import.meta.dirname, '../../examples/lab-region');
const places = {
  nodes: ['brunswick', 'coburg', 'fawkner'].map((name, index) => ({
    name,
    address: `198.18.0.${11 + index}`,
    hostKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHRoZSBsYWIgd3JpdGVzIGl0cyBvd24ga2V5IGhlcmUh',
  })),
  key: '/path/to/lab/key',
};

test('the region in examples is the one that the demo makes', () => {
  const made = makeLabRegion(places, '/path/to/recipes');
  expect(Object.keys(made).sort()).toEqual([
    ...readdirSync(join(folder, 'apps')).map((name) => `apps/${name}`),
    'region.yml',
  ]);
  for (const [path, content] of Object.entries(made)) expect(readFileSync(join(folder, path), 'utf8')).toBe(content);
});

test('is a manifest without a mistake: three nodes of two providers, four apps, two stewards, one vacant', async () => {
  const region = await readRegion(realFiles, folder);
  expect(region.nodes.map(({ name, provider }) => [name, provider])).toEqual([
    ['brunswick', 'ecobytes'],
    ['coburg', 'merri-bek tech'],
    ['fawkner', 'ecobytes'],
  ]);
  expect(new Set(region.apps.map(({ key }) => key)).size).toBe(4);
  expect(region.stewards).toHaveLength(2);
  expect(region.apps.find(({ key }) => key === 'calendar')?.steward).toBeUndefined();
  expect(region.apps.find(({ key }) => key === 'wiki')?.needs).toEqual(['traefik@coburg']);
});

test('asks for versions that the recipes have', async () => {
  const region = await readRegion(realFiles, folder);
  for (const app of region.apps) {
    const versions = await readRecipeVersions(realFiles, join(folder, '../../recipes', app.key));
    expect(versions.map(({ version }) => version)).toContain(app.version.kind === 'tag' ? app.version.tag : '');
  }
});

test('gives a browser every domain of the apps that people visit', async () => {
  const region = await readRegion(realFiles, folder);
  const domains = region.apps
    .filter(({ key }) => key !== 'traefik')
    .flatMap(({ domain, alsoAt }) => [domain, ...alsoAt]);
  expect(Object.keys(labRegionHosts(3)).sort()).toEqual(domains.sort());
  expect(Object.values(labRegionHosts(3))).toEqual([1, 1, 2, 3]);
  expect(Object.values(labRegionHosts(1))).toEqual([1, 1, 1, 1]);
});

test('puts all apps on one server where the lab has only one', async () => {
  const made = makeLabRegion({ ...places, nodes: places.nodes.slice(0, 1) }, '/recipes');
  for (const path of ['website', 'wiki', 'calendar']) expect(made[`apps/${path}.yml`]).toContain('node: brunswick\n');
});
