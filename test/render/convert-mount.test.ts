import { describe, expect, test } from '@jest/globals';
import { appOf, recipeOf } from './support/recipe-of.js';
import { renderApp } from '../../src/render/render-app.js';

function mountsOf(mount: string, volumes = 'volumes: { fast: {}, outside: { external: true, name: shared } }') {
  const text = `services:\n  app:\n    image: nginx:1\n    volumes: [${mount}]\n${volumes}\n`;
  const { specs } = renderApp(recipeOf({ 'compose.yml': text }), appOf({ stack: 'web' }));
  return specs.services[0]?.TaskTemplate.ContainerSpec.Mounts;
}

describe('a volume of the storage that a whole swarm has', () => {
  test.each([
    ['of the stack', 'fast', 'web_fast'],
    ['from outside', 'outside', 'shared'],
    ['of a group, which belongs to no stack', 'group:ssd', 'group:ssd'],
  ])('is mounted by its name: one %s', (_, source, Source) => {
    expect(mountsOf(`{ type: cluster, source: "${source}", target: /data }`)).toEqual([
      { Type: 'cluster', Source, Target: '/data', ClusterOptions: {} },
    ]);
  });

  test.each([
    ['{ type: cluster, target: /data }', 'without a source'],
    ['{ type: cluster, source: nowhere, target: /data }', 'names nowhere, which is not defined'],
    [
      '{ type: cluster, source: fast, target: /data, volume: { nocopy: true } }',
      'volume options on a mount of type cluster',
    ],
  ])('is refused as docker refuses it: %s', (mount, says) => {
    expect(() => mountsOf(mount)).toThrow(says);
  });
});
