import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addApp, makeAppFile, mergeAppCompose, setAppEnv, setAppVersion } from '../../src/manifest/edit-app.js';
import { setInYaml } from '../../src/manifest/edit-yaml.js';
import { setNodeHostKey } from '../../src/manifest/set-node-host-key.js';
import { head, readManifest } from './read-manifest.js';
import { makeLargeRegion } from '../support/make-large-region.js';
import { parseYaml } from '../../src/manifest/parse-yaml.js';

const text = `# the region
apps:
    traefik:   {recipe: traefik,version: "3.1.0"}   # proxy


    wiki:  # ours
        version:   1.2.0   # pinned
        recipe: 'dokuwiki'
        env:
            # uploads
            LIMIT: 64 # MB

            NAME: "no"
        node: brunswick
    # the end
`;
const wiki = ['apps', 'wiki'];

describe('setAppVersion', () => {
  test('changes that one word', () => {
    expect(setAppVersion(text, wiki, '1.3.0+2024-10-01')).toBe(text.replace('1.2.0', '1.3.0+2024-10-01'));
    expect(setAppVersion(text, ['apps', 'traefik'], '3.2.0')).toBe(text.replace('"3.1.0"', '3.2.0'));
  });

  test('puts a version in quotes that would be read as a number', () => {
    expect(setAppVersion('version: 1.2.0\nnode: x\n', [], '1.10')).toBe('version: "1.10"\nnode: x\n');
  });

  test('takes the place of a commit', () => {
    const commit = `recipe: x\ncommit: ${'a'.repeat(40)} # for now\nnode: b\n`;
    expect(setAppVersion(commit, [], '1.0.0')).toBe('recipe: x\nversion: 1.0.0 # for now\nnode: b\n');
  });
});

describe('setAppEnv', () => {
  test('adds, changes and takes out keys where they stand', () => {
    expect(setAppEnv(text, wiki, { LIMIT: '128', HOST: 'no', NAME: undefined })).toBe(
      text.replace('64', '"128"').replace('            NAME: "no"\n', '            HOST: "no"\n'),
    );
  });

  test('leaves a number that is the value already', () => {
    expect(setAppEnv(text, wiki, { LIMIT: '64' })).toBe(text);
  });

  test('adds env to an app without, in the style of the app', () => {
    expect(setAppEnv(text, ['apps', 'traefik'], { A: '1' })).toBe(
      text.replace('version: "3.1.0"}', 'version: "3.1.0", env: {A: "1"}}'),
    );
    expect(setAppEnv('recipe: x\nnode: y # z\n', [], { A: 'b' })).toBe('recipe: x\nnode: y # z\nenv:\n  A: b\n');
  });

  test('keeps Windows line ends and a byte order mark', () => {
    expect(setAppEnv('\uFEFFrecipe: x\r\nenv:\r\n  A: b\r\n', [], { C: 'd' })).toBe(
      '\uFEFFrecipe: x\r\nenv:\r\n  A: b\r\n  C: d\r\n',
    );
  });

  test('fills an env that is empty, its comment kept', () => {
    expect(setAppEnv('env: # later\nrecipe: x\n', [], { A: 'b' })).toBe('env: # later\n  A: b\nrecipe: x\n');
  });

  test('takes env itself out with its last key', () => {
    expect(setAppEnv('recipe: x\nenv:\n  A: b\nnode: y\n', [], { A: undefined })).toBe('recipe: x\nnode: y\n');
  });

  test('refuses to change what others share by an alias', () => {
    const shared = 'apps:\n  a:\n    env: &e { A: b }\n  b:\n    env: *e\n';
    expect(() => setAppEnv(shared, ['apps', 'b'], { A: 'c' })).toThrow('cannot be changed');
    expect(() => setAppEnv(shared, ['apps', 'a'], { A: 'c' })).toThrow('cannot be changed');
  });
});

describe('mergeAppCompose', () => {
  test('merges maps and replaces the rest', () => {
    const compose =
      'recipe: x\ncompose:\n  services:\n    app: # ours\n      image: a\n      ports:\n        - 1\n        - 2\n';
    const merged = mergeAppCompose(compose, [], { services: { app: { ports: [3], deploy: { replicas: 2 } } } });
    expect(merged).toBe(
      'recipe: x\ncompose:\n  services:\n    app: # ours\n      image: a\n      ports:\n        - 3\n      deploy:\n        replicas: 2\n',
    );
  });
});

describe('a kept piece of compose', () => {
  test('puts a map where a list stood', () => {
    const list = 'compose:\n  services:\n    app:\n      environment:\n        - A=1\n      image: x # y\n';
    expect(mergeAppCompose(list, [], { services: { app: { environment: { A: '2' } } } })).toBe(
      'compose:\n  services:\n    app:\n      environment:\n        A: "2"\n      image: x # y\n',
    );
  });

  test('reads back as what it was', async () => {
    const leaf = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.integer(),
      fc.boolean(),
      fc.constantFrom('yes', '0555', '1:30', '2026-11-22', '~', '<<', '=', '1_000', '0b1', '.inf', '5432:5432', '10s'),
      fc.array(fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('no', '22:22')), { minLength: 1, maxLength: 3 }),
    );
    const name = fc.stringMatching(/^[a-z][a-z_.-]{0,8}$/).filter((key) => !['y', 'n', 'no', 'on'].includes(key));
    const service = fc.dictionary(name, fc.oneof(leaf, fc.dictionary(name, leaf, { minKeys: 1 })), { minKeys: 1 });
    const bases = [
      '',
      'compose:\n  services:\n    app:\n      a: 1 # ours\n',
      'compose: { services: { app: { a: [1] } } }\n',
    ];
    await fc.assert(
      fc.asyncProperty(service, fc.constantFrom(...bases), async (app, base) => {
        const text = `recipe: x\nversion: 1.0.0\nnode: coburg\n${base}`;
        const merged = mergeAppCompose(text, [], { services: { app } });
        const region = await readManifest(head, { 'a.yml': merged });
        expect(region.apps[0]?.compose).toMatchObject(JSON.parse(JSON.stringify({ services: { app } })));
      }),
      { numRuns: 200 },
    );
  });
});

describe('addApp', () => {
  test('puts an app at the end, or makes a file of it', () => {
    const app = { recipe: 'radicale', version: '0.4.1', node: 'brunswick' };
    expect(addApp(text, 'calendar', app)).toBe(
      text.replace(
        '    # the end\n',
        '    calendar:\n      recipe: radicale\n      version: 0.4.1\n      node: brunswick\n    # the end\n',
      ),
    );
    expect(makeAppFile(app)).toBe('recipe: radicale\nversion: 0.4.1\nnode: brunswick\n');
  });
});

describe('setNodeHostKey', () => {
  test('pins and replaces a key', () => {
    const nodes = 'nodes:\n  b: { host: x } # first\n';
    const pinned = setNodeHostKey(nodes, 'b', 'ssh-ed25519 AAAA');
    expect(pinned).toBe('nodes:\n  b: { host: x, hostKey: ssh-ed25519 AAAA } # first\n');
    expect(setNodeHostKey(pinned, 'b', 'ssh-ed25519 BBBB')).toBe(pinned.replace('AAAA', 'BBBB'));
  });
});

describe('an edit of a large file', () => {
  test('changes that one word as well', () => {
    const large = makeLargeRegion(400);
    const line = 'app200:\n    recipe: recipe0\n    version: ';
    expect(setAppVersion(large, ['apps', 'app200'], '9.9.9')).toBe(
      large.replace(`${line}1.2.0+2024-02-06a`, `${line}9.9.9`),
    );
    expect(setAppEnv(large, ['apps', 'app399'], { NEW: 'x' })).toBe(
      large.replace(/(app399@large.example.org"\n)/, '$1      NEW: x\n'),
    );
  });
});

describe('an edit', () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/);
  const scalar = fc.oneof(
    word,
    fc.string({ maxLength: 12 }),
    fc.integer().map(String),
    fc.constantFrom('no', '~', '', '- a', '# x', '0555', '1.10', "it's", 'a: b', '{', 'x\ny'),
  );
  const entry = fc.record({
    key: word,
    value: scalar,
    comment: fc.boolean(),
    blank: fc.boolean(),
    quoted: fc.boolean(),
  });
  const app = fc.uniqueArray(entry, { selector: ({ key }) => key, minLength: 1, maxLength: 5 });

  test('changes one value and no other line', () => {
    const edit = fc.record({
      a: app,
      b: app,
      indent: fc.integer({ min: 1, max: 6 }),
      key: word,
      value: scalar,
      flow: fc.boolean(),
    });
    fc.assert(
      fc.property(edit, ({ a, b, indent, key, value, flow }) => {
        const before = `# top\napps:\n${renderBlock('a', a, indent)}${flow ? renderFlow('b', b) : renderBlock('b', b, indent)}  # end\n`;
        const after = setInYaml(before, ['apps', 'b', 'env', key], value);
        const wanted = values(before);
        wanted.apps['b']!.env![key] = value;
        expect(values(after)).toEqual(wanted);
        const gone = before.split('\n').filter((line) => !after.split('\n').includes(line));
        expect(gone.length).toBeLessThanOrEqual(1);
        expect(comments(after)).toEqual(comments(before));
      }),
      { numRuns: 300 },
    );
  });
});

interface Entry {
  key: string;
  value: string;
  comment: boolean;
  blank: boolean;
}

function renderFlow(name: string, entries: Entry[]): string {
  const typed = entries.map(({ key, value }) => `${key}: ${JSON.stringify(value)}`);
  return `  ${name}: {  env: {${typed.join(' ,')}}} # flow\n`;
}

function renderBlock(name: string, entries: Entry[], indent: number): string {
  const pad = ' '.repeat(2 + indent);
  const lines = entries.map(
    ({ key, value, comment, blank }) =>
      `${blank ? '\n' : ''}${pad}${' '.repeat(indent)}${key}:  ${JSON.stringify(value)}${comment ? '  #  why' : ''}\n`,
  );
  return `  ${name}: # app\n${pad}env:\n${lines.join('')}`;
}

function values(text: string) {
  return parseYaml('', text).source!.value as { apps: Record<string, { env?: Record<string, unknown> }> };
}

function comments(text: string): string[] {
  return text.match(/# (?:top|end|flow|app)$|#  why$/gm) ?? [];
}
