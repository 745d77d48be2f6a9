import { describe, expect, test } from '@jest/globals';
import { head, readManifest } from './read-manifest.js';

describe('the engine', () => {
  test('is that of the app, else of the node, else of the region', async () => {
    const region = await readManifest(
      `${head.replace('example }', 'example, engine: abra }').replace('coburg.example.org }', 'c.example.org, engine: swarm }')}apps:
  a: { recipe: x, version: 1.0.0, node: brunswick }
  b: { recipe: x, version: 1.0.0, node: coburg }
  c: { recipe: x, version: 1.0.0, node: coburg, engine: abra }
`,
    );
    expect(region.apps.map(({ engine }) => engine)).toEqual(['abra', 'swarm', 'abra']);
  });
});

test('STACK_NAME in env names the stack', async () => {
  const region = await readManifest(head, {
    'a.yml': 'recipe: x\nversion: 1.0.0\nnode: coburg\nenv: { STACK_NAME: mine }\n',
  });
  expect(region.apps[0]?.stack).toBe('mine');
});
