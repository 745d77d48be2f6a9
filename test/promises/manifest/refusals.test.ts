import { describe, expect, test } from '@jest/globals';
import { head, mistakesOf } from '../../manifest/read-manifest.js';

function app(rest = ''): string {
  return `{ recipe: x, version: 1.0.0, node: brunswick${rest} }`;
}

function apps(...lines: string[]): string {
  return `${head}apps:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** What is refused → the manifest, and the one line that says so. */
const cases: Record<string, readonly [string, string]> = {
  'an empty file': ['', 'region.yml:1:1  is empty. If it was cut short, get it back: git checkout.'],
  'a file of comments': ['# hello\n', 'region.yml:1:1  holds nothing but comments.'],
  'a file that stops in a line': [
    head.trimEnd(),
    'region.yml:7:39  ends in the middle of a line and may be cut short. If it is whole, end it with a new line.',
  ],
  'a file without nodes': [
    'region: { name: a, domain: b }\n',
    'region.yml:1:1  nodes is missing. The servers, by name.',
  ],
  'nodes without nodes': ['region: { name: a, domain: b }\nnodes:\n', 'region.yml:2:1  nodes has no value.'],
  'a list instead of keys': ['- a\n', 'region.yml:1:1  the file must be keys with values.'],
  'two documents': [`${head}---\n${head}`, 'region.yml:8:1  is a second document. Keep one a file.'],
  'broken YAML': [
    'region: { name: a\nnodes: {}\n',
    'region.yml:2:1  cannot be read as YAML: deficient indentation. Look here and on the line above: an open bracket, an open quote, or the indentation.',
  ],
  'a key twice': [
    apps(`wiki: ${app()}`, `pad: ${app()}`, `wiki: ${app()}`),
    'region.yml:11:3  apps.wiki is there twice, first on line 9. Keep one.',
  ],
  'two apps at one domain': [
    apps(`a: ${app()}`, `b: ${app(', alsoAt: [a.merri-bek.example]')}`),
    'region.yml:10:61  a.merri-bek.example is already the domain of a on brunswick. Give each its own.',
  ],
  'a domain twice in one app': [
    apps(`a: ${app(', alsoAt: [a.merri-bek.example]')}`),
    'region.yml:9:61  a.merri-bek.example is there twice for a. Keep one.',
  ],
  'two apps that would be one stack': [
    apps(`a: ${app(', env: { STACK_NAME: B_merri-bek_example }')}`, `b: ${app()}`),
    'region.yml:10:3  a and b would be one stack on brunswick, b_merri-bek_example. Shorten a domain, or give one a STACK_NAME in its env.',
  ],
  'a stack name that is none': [
    apps(`a: ${app(', env: { STACK_NAME: a.b }')}`),
    'region.yml:9:71  apps.a.env.STACK_NAME is no name of a stack: letters, digits, _ and -, at most 63 characters.',
  ],
  'an app by abra on a socket that abra does not know': [
    apps(`a: ${app(', engine: abra')}`).replace('brunswick.example.org', 'local, socket: /run/d.sock'),
    'region.yml:9:60  abra cannot be told of the socket /run/d.sock of brunswick. Give a engine: swarm.',
  ],
  'needs in a circle': [
    apps(`a: ${app(', needs: [b]')}`, `b: ${app(', needs: [c]')}`, `c: ${app(', needs: [a]')}`),
    'region.yml:9:59  needs go round in a circle: a → b → c → a. Take one of them out.',
  ],
  'a need of itself': [apps(`a: ${app(', needs: [a]')}`), 'region.yml:9:60  a needs itself. Take a out.'],
  'a need that nobody meets': [
    apps(`a: ${app(', needs: [trafik]')}`, `traefik: ${app()}`),
    'region.yml:9:60  there is no app or recipe trafik on brunswick. Did you mean traefik?',
  ],
  'a need that is on another node': [
    apps(`a: ${app(', needs: [db]')}`, 'db: { recipe: y, version: 1.0.0, node: coburg }'),
    'region.yml:9:60  there is no app or recipe db on brunswick. Is db@coburg meant?',
  ],
  'a need that may be one of two': [
    apps(`a: { recipe: y, version: 1.0.0, node: brunswick, needs: [x] }`, `b: ${app()}`, `c: ${app()}`),
    'region.yml:9:60  x may be b or c on this node. Name the one that is meant.',
  ],
  'a need of something absent': [
    apps(`a: ${app(', needs: [b]')}`, `b: ${app(', state: absent')}`),
    'region.yml:9:60  a needs b, which is to be absent. Keep it present, or take the need out.',
  ],
  'an unknown node': [
    apps('a: { recipe: x, version: 1.0.0, node: [brunswick, korburg] }'),
    'region.yml:9:53  node "korburg" is not in this region. Did you mean coburg?',
  ],
  'an unknown steward': [
    apps(`a: ${app(', steward: zoe')}`),
    'region.yml:9:61  steward "zoe" is not in this region. Stewards: ada, bo.',
  ],
  'an unknown deputy': [
    apps(`a: ${app(', deputies: [ava]')}`),
    'region.yml:9:63  deputy "ava" is not in this region. Did you mean ada?',
  ],
  'a version that is read as a number': [
    apps('a: { recipe: x, version: 1.2, node: brunswick }'),
    'region.yml:9:28  apps.a.version looks like a number: put it in quotes, "1.2".',
  ],
  'a version that loses a digit as a number': [
    apps('a: { recipe: x, version: 1.10, node: brunswick }'),
    'region.yml:9:28  apps.a.version looks like a number: put it in quotes, "1.10".',
  ],
  'version beside commit': [
    apps(`a: ${app(`, commit: ${'a'.repeat(40)}`)}`),
    'region.yml:9:52  apps.a.commit stands beside version: keep one of the two.',
  ],
  'no version': [
    apps('a: { recipe: x, node: brunswick }'),
    'region.yml:9:3  apps.a.version is missing: a version tag of the recipe (or commit).',
  ],
  'half a commit': [
    apps('a: { recipe: x, commit: 4f2c1a9, node: brunswick }'),
    'region.yml:9:27  apps.a.commit is not a whole commit: 40 hex digits, as git rev-parse prints them.',
  ],
  'an option in place of a recipe': [
    apps('a: { recipe: --upload-pack=x, version: 1.0.0, node: brunswick }'),
    'region.yml:9:16  apps.a.recipe must hold no blank and not begin with -.',
  ],
  'a password in a URL': [
    `${head}catalogue: https://me:hunter2@git.example.org\n`,
    'region.yml:8:12  catalogue holds a password: use ssh or a credential helper of git instead.',
  ],
  'a name that is no name': [
    apps(`Wiki_1: ${app()}`),
    'region.yml:9:3  apps.Wiki_1: "Wiki_1" is not a name: a to z, 0 to 9 and - inside, at most 63 characters.',
  ],
  'a domain that is no domain': [
    apps(`a: ${app(', domain: Wiki.example')}`),
    'region.yml:9:60  apps.a.domain is not a domain: lower-case letters, digits, - and . (others in their xn-- form).',
  ],
  'an env value without a value': [
    apps(`a: ${app(', env: { A: , B: x }')}`),
    'region.yml:9:59  apps.a.env.A has no value.',
  ],
  'a list as env value': [
    apps(`a: ${app(', env: { A: [1] }')}`),
    'region.yml:9:62  apps.a.env.A must be one value on its own ("" for an empty one), { from: env:NAME or file:PATH } or { unset: true }.',
  ],
  'a secret that stands in the manifest': [
    apps(`a: ${app(', secrets: { admin: hunter2 }')}`),
    'region.yml:9:70  apps.a.secrets.admin is no way to a secret: write generate, ask, { generate: true, version, length, charset }, { from: env:NAME or file:PATH, version } or { ask: true, version }.',
  ],
  'remote beside remotes': [
    `${head}changelog: { remote: a.git, remotes: [b.git] }\n`,
    'region.yml:8:29  changelog has both remote and remotes: keep one, the first of remotes is authoritative.',
  ],
  'a steward called vacant': [
    head.replace('ada:', 'vacant:'),
    'region.yml:3:3  vacant means nobody: name the steward otherwise.',
  ],
  'a key of JavaScript': [
    apps(`__proto__: ${app()}`),
    'region.yml:9:3  __proto__ is no name: programs in JavaScript lose it. Rename it.',
  ],
  'an unknown tag': [
    `${head}catalogue: !!js/function x\n`,
    'region.yml:8:12  cannot be read as YAML: unknown scalar tag !<tag:yaml.org,2002:js/function>. Look here and on the line above: an open bracket, an open quote, or the indentation.',
  ],
};

describe('refuses', () => {
  test.each(Object.entries(cases))('%s', async (_, [text, says]) => {
    expect(await mistakesOf(text)).toEqual([says]);
  });

  test('an alias bomb, in no time', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`,
    );
    const bomb = `l0: &l0 [a, b]\n${levels.join('\n')}\n`;
    expect(await mistakesOf(head, { 'bomb.yml': bomb })).toEqual([
      'apps/bomb.yml:1:1  grows without end by its *aliases.',
    ]);
    expect(await mistakesOf(head, { 'bomb.yml': 'env: &e\n  a: *e\n' })).toEqual([
      'apps/bomb.yml:1:1  grows without end by its *aliases.',
    ]);
  });

  test('a file nested without end', async () => {
    const mistakes = await mistakesOf(head, { 'deep.yml': `${'['.repeat(100_000)}\n` });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain('nesting');
  });

  test('an app that stands in two files', async () => {
    const one = 'recipe: x\nversion: 1.0.0\nnode: coburg\n';
    expect(await mistakesOf(apps(`wiki: ${app()}`), { 'wiki.yml': one })).toEqual([
      'apps/wiki.yml:1:1  app wiki is also in region.yml, line 9. Keep one of the two.',
    ]);
  });

  test('a file of apps that it would not read', async () => {
    const one = 'recipe: x\nversion: 1.0.0\nnode: coburg\n';
    expect(await mistakesOf(head, { 'wiki.yaml': one, '.wiki.yml.swp': 'x', 'README.md': 'x' })).toEqual([
      'apps/wiki.yaml  is not read: rename it to wiki.yml.',
    ]);
  });

  test('each misspelt key, each on its own line', async () => {
    const region = `${head.replace('domain:', 'domian:')}polices: {}\n`;
    const one = 'recipe: x\nverzion: 1.0.0\nnode: coburg\nenv: { 1A: x }\nsecret: {}\n';
    expect(await mistakesOf(region, { 'wiki.yml': one })).toEqual([
      'region.yml:1:1  region.domain is missing. Apps are found below it unless they say otherwise.',
      'region.yml:1:28  region.domian is not a key of the region. Did you mean domain?',
      'region.yml:8:1  polices is not a key of region.yml. Did you mean policies?',
      'apps/wiki.yml:1:1  version is missing: a version tag of the recipe (or commit).',
      'apps/wiki.yml:2:1  verzion is not a key of an app. Did you mean version?',
      'apps/wiki.yml:4:8  env.1A: "1A" is not an env key: letters, digits and _, no digit first.',
      'apps/wiki.yml:5:1  secret is not a key of an app. Did you mean secrets?',
    ]);
  });

  test('nothing else because of one broken node', async () => {
    const text = apps(
      `a: ${app(', needs: [db@coburg, nix@brunswick]')}`,
      'db: { recipe: y, version: 1.0.0, node: coburg }',
    );
    expect(await mistakesOf(text.replace('coburg.example.org', '"c d"'))).toEqual([
      'region.yml:7:19  nodes.coburg.host is not a host: a name, an ssh alias, an address, or local.',
      'region.yml:9:71  there is no app or recipe nix on brunswick.',
    ]);
  });

  test.each(['coburg.example.org:2222', '198.18.0.1:22', '"[2001:db8::1]:22"'])(
    'a port in the host: %s',
    async (host) => {
      const text = apps(`a: ${app('')}`).replace('coburg.example.org', host);
      expect(await mistakesOf(text)).toEqual([
        'region.yml:7:19  nodes.coburg.host holds a port: write that beside it, as port:.',
      ]);
    },
  );

  test('nothing else because of one broken app', async () => {
    const text = apps(`a: ${app(', needs: [b], steward: ada')}`, 'b: { recipe: x, version: 1.0.0, nod: brunswick }');
    expect(await mistakesOf(text)).toEqual([
      'region.yml:10:3  apps.b.node is missing. The node it runs on; a list of nodes, or all: one instance each.',
      'region.yml:10:35  apps.b.nod is not a key of an app. Did you mean node?',
    ]);
  });
});
