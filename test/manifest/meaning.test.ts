import { describe, expect, test } from '@jest/globals';
import { stackName } from '../../src/manifest/stack-name.js';
import { head, mistakesOf, readManifest } from './read-manifest.js';

/** The app `a` with these further keys, read. */
async function readApp(keys: string, node = 'brunswick') {
  const region = await readManifest(head, { 'a.yml': `recipe: x\nversion: 1.0.0\nnode: ${node}\n${keys}` });
  return region.apps[0]!;
}

describe('an env value', () => {
  test('is what was typed, whatever YAML takes it for', async () => {
    const { env } = await readApp(
      'env:\n  A: 0555\n  B: no\n  C: 1.10\n  D: True\n  E: 64\n  F: true\n  G: 1e3\n  H: 0x1F\n  I: -0\n  J: 2026-11-22\n' +
        '  K: "a: b"\n  L: 12345678901234567890\n  M: +1\n  N: .5\n  O: 1_000\n  P: ""\n  Q: on\n',
    );
    expect(env).toEqual({
      A: '0555',
      B: 'no',
      C: '1.10',
      D: 'True',
      E: '64',
      F: 'true',
      G: '1e3',
      H: '0x1F',
      I: '-0',
      J: '2026-11-22',
      K: 'a: b',
      L: '12345678901234567890',
      M: '+1',
      N: '.5',
      O: '1_000',
      P: '',
      Q: 'on',
    });
  });

  test('may be shared by an anchor and a merge, own keys first', async () => {
    const region = await readManifest(
      `${head}apps:\n  a: { recipe: x, version: 1.0.0, node: coburg, env: &mail { HOST: m, PORT: 25 } }\n` +
        `  b: { recipe: x, version: 1.0.0, node: coburg, env: { <<: *mail, PORT: 587 } }\n`,
    );
    expect(region.apps[1]?.env).toEqual({ HOST: 'm', PORT: '587' });
  });

  test('names the stack as STACK_NAME', async () => {
    expect((await readApp('env: { STACK_NAME: mine }\n')).stack).toBe('mine');
  });
});

describe('compose', () => {
  test('is read as compose files are: 0555 is octal', async () => {
    const { compose } = await readApp(
      'compose:\n  services:\n    app:\n      command: [yes]\n      configs: [{ source: x, mode: 0555 }]\n      environment: { <<: &e { A: 1 }, B: "no" }\n',
    );
    expect(compose).toEqual({
      services: {
        app: {
          command: [true],
          configs: [{ source: 'x', mode: 0o555 }],
          environment: { A: 1, B: 'no' },
        },
      },
    });
  });

  test('must stand by itself', async () => {
    const text = 'recipe: &x x\nversion: 1.0.0\nnode: coburg\ncompose: { services: *x }\n';
    expect(await mistakesOf(head, { 'a.yml': text })).toEqual([
      'apps/a.yml:4:10  compose cannot be read by itself: unidentified alias "x". Anchors must stand inside it.',
    ]);
  });
});

describe('a recipe', () => {
  test.each([
    ['dokuwiki', { kind: 'name', name: 'dokuwiki' }],
    ['https://git.example.org/r/wiki.git', { kind: 'url', name: 'wiki', url: 'https://git.example.org/r/wiki.git' }],
    ['ssh://git@git.example.org:22/r/wiki', { kind: 'url', name: 'wiki', url: 'ssh://git@git.example.org:22/r/wiki' }],
    ['git@git.example.org:r/wiki.git', { kind: 'url', name: 'wiki', url: 'git@git.example.org:r/wiki.git' }],
    ['git@git.example.org:wiki.git', { kind: 'url', name: 'wiki', url: 'git@git.example.org:wiki.git' }],
    ['file:///srv/wiki.git/', { kind: 'url', name: 'wiki', url: 'file:///srv/wiki.git/' }],
    ['./recipes/wiki', { kind: 'path', name: 'wiki', path: '/region/recipes/wiki' }],
    ['../wiki.git', { kind: 'path', name: 'wiki', path: '/wiki.git' }],
    ['/srv/wiki', { kind: 'path', name: 'wiki', path: '/srv/wiki' }],
  ])('%s', async (typed, source) => {
    const region = await readManifest(head, { 'a.yml': `recipe: ${typed}\nversion: 1.0.0\nnode: coburg\n` });
    expect(region.apps[0]?.recipe).toEqual(source);
  });
});

describe('secrets', () => {
  test('come to be in every form', async () => {
    const { secrets } = await readApp(
      'secrets:\n  a: generate\n  b: ask\n  c: { generate: true, version: v2, length: 40, charset: hex }\n  d: { from: env:X }\n' +
        '  e: { from: file:keys/e, version: v3 }\n  f: { ask: true, version: v4 }\n',
    );
    expect(secrets).toEqual({
      a: { kind: 'generate' },
      b: { kind: 'ask' },
      c: { kind: 'generate', version: 'v2', length: 40, charset: 'hex' },
      d: { kind: 'from', from: { kind: 'env', name: 'X' } },
      e: { kind: 'from', from: { kind: 'file', path: '/region/keys/e' }, version: 'v3' },
      f: { kind: 'ask', version: 'v4' },
    });
  });
});

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

describe('an absent app', () => {
  test('may need what is gone too', async () => {
    const gone = 'recipe: x\nversion: 1.0.0\nnode: coburg\nstate: absent\nneeds: [nothing]\n';
    expect((await readManifest(head, { 'a.yml': gone })).apps[0]).toMatchObject({ state: 'absent', needs: [] });
  });
});

describe('a file from another system', () => {
  test('reads with Windows line ends and a byte order mark, places included', async () => {
    const text = `\uFEFF${head}apps:\n  a: { recipe: x, version: 1.0.0, node: coburg }\n`.replaceAll('\n', '\r\n');
    expect((await readManifest(text)).apps[0]).toMatchObject({ name: 'a', at: { line: 9, column: 3 } });
    expect(await mistakesOf(text.replace('recipe', 'recpe'))).toEqual([
      'region.yml:9:3  apps.a.recipe is missing. A name in the catalogue, a git URL, or a path (./recipes/dokuwiki, from region.yml).',
      'region.yml:9:8  apps.a.recpe is not a key of an app. Did you mean recipe?',
    ]);
  });
});

describe('a file of several apps', () => {
  test('reads as if they stood in region.yml', async () => {
    const several =
      'apps:\n  a: { recipe: x, version: 1.0.0, node: coburg }\n  b: { recipe: x, version: 1.0.0, node: coburg }\n';
    const region = await readManifest(head, { 'tools.yml': several });
    expect(region.apps.map(({ name, at }) => [name, at.file, at.line])).toEqual([
      ['a', 'apps/tools.yml', 2],
      ['b', 'apps/tools.yml', 3],
    ]);
  });
});

describe('stackName', () => {
  test('is the domain with _ for dots, 45 characters at most', () => {
    expect(stackName('wiki.example.org')).toBe('wiki_example_org');
    expect(stackName(`${'a'.repeat(50)}.org`)).toBe('a'.repeat(45));
  });
});
