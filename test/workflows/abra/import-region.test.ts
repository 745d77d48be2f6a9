import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { KnownError } from '../../../src/model/known-error.js';
import { realTools } from '../../../src/tools/real-tools.js';
import { realSshConfig } from '../../../src/tools/ssh-config.js';
import type { Tools } from '../../../src/tools/tools.js';
import { showImport } from '../../../src/show/show-import.js';
import { makePaint } from '../../../src/show/paint.js';
import { importRegion } from '../../../src/workflows/abra/import-region.js';
import { recipeAddresses } from '../../../src/workflows/abra/abra-recipes.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';

const compose = `version: "3.8"
services:
  app:
    image: small:1
    environment: [DOMAIN, MAIL_HOST, OIDC_ISSUER, UPLOAD_LIMIT, RELAY]
`;
const recipe = {
  'compose.yml': compose,
  'compose.smtp.yml': 'version: "3.8"\nservices:\n  app:\n    environment: [SMTP_FROM]\n',
  'compose.oidc.yml': 'version: "3.8"\nservices:\n  app:\n    environment: [OIDC_CLIENT]\n',
  '.env.sample': 'TYPE=wiki\nDOMAIN=wiki.example.org\nUPLOAD_LIMIT=16\n#MAIL_HOST=mail.example.org\n',
};

let root: string;
let region: string;
let abra: string;
let catalogue: string;
let tools: Tools;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'import-'));
  [region, abra, catalogue] = [join(root, 'region'), join(root, 'abra'), join(root, 'catalogue')];
  makeGitRepo(join(catalogue, 'wiki'), [{ files: recipe, tag: '1.0.0+1' }]);
  makeGitRepo(region, [{ files: { 'README.md': 'a region\n' } }]);
  runGit(region, 'config', 'user.name', 'Ada');
  runGit(region, 'config', 'user.email', 'ada@example.org');
  const real = realTools();
  const places = { home: root, cacheFolder: join(root, 'cache'), stateFolder: join(root, 'state') };
  const environment = { ...real.environment, ...places };
  const connect = async () => {
    throw new KnownError('NODE_UNREACHABLE', 'no answer', { tryThis: ['ssh node true'] });
  };
  tools = {
    ...real,
    environment,
    sshConfig: realSshConfig(environment, real.programs),
    nodes: { connect, closeAll: async () => {} },
  };
});
afterEach(() => rmSync(root, { recursive: true }));

const approve = async () => true;
const tell = () => {};

function take(more: { readonly catalogue?: string } = { catalogue }) {
  return importRegion(tools, { folder: region, abraFolder: abra, domain: 'example.org', ...more, approve, tell });
}

function again() {
  return importRegion(tools, { folder: region, abraFolder: abra, approve, tell });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function env(name: string, lines: string): void {
  const head = `TYPE=wiki:1.0.0+1\nDOMAIN=${name}.example.org\n`;
  write(join(abra, 'servers', 'one.example.org', `${name}.example.org.env`), head + lines);
}

function app(name: string): string {
  return readFileSync(join(region, 'apps', `${name}.yml`), 'utf8');
}

/** All that git knows of the region, in every commit. */
function inGit(): string {
  return runGit(region, 'log', '-p', '--all') + runGit(region, 'status', '--porcelain', '--untracked-files=all');
}

function startRegion(more: string): void {
  const head = `region: { name: garden, domain: example.org }\ncatalogue: ${catalogue}\n`;
  write(
    join(region, 'region.yml'),
    `${head}nodes:\n  one: { host: one.example.org, user: root, hostKey: ${key} }\n${more}`,
  );
  runGit(region, 'add', '-A');
  runGit(region, 'commit', '-q', '-m', 'Start');
}

const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';

describe('a recipe is found', () => {
  beforeEach(() => {
    makeGitRepo(join(root, 'elsewhere', 'odd'), [{ files: recipe, tag: '1.0.0+1' }]);
    env('odd', '');
    const file = join(abra, 'servers', 'one.example.org', 'odd.example.org.env');
    writeFileSync(file, readFileSync(file, 'utf8').replace('TYPE=wiki', 'TYPE=odd'));
  });

  test("where abra's own catalogue says, if the region's does not know its name", async () => {
    const url = `file://${join(root, 'elsewhere', 'odd')}`;
    write(join(abra, 'catalogue', 'recipes.json'), JSON.stringify({ odd: { name: 'odd', repository: url } }));
    expect(await take()).toMatchObject({ apps: ['odd'], leftOut: [] });
    expect(app('odd')).toContain(`recipe: ${url}\nversion: 1.0.0+1\n`);
  });

  test("in the region's catalogue first, by its name", async () => {
    makeGitRepo(join(catalogue, 'odd'), [{ files: recipe, tag: '1.0.0+1' }]);
    write(join(abra, 'catalogue', 'recipes.json'), JSON.stringify({ odd: { repository: 'file:///nowhere' } }));
    await take();
    expect(app('odd')).toContain('recipe: odd\n');
  });

  test('by name in a recipes.json that is the catalogue of the region', async () => {
    const list = join(root, 'recipes.json');
    write(list, JSON.stringify({ odd: { repository: `file://${join(root, 'elsewhere', 'odd')}` } }));
    expect(await take({ catalogue: list })).toMatchObject({ apps: ['odd'], leftOut: [] });
    expect(app('odd')).toContain('recipe: odd\n');
  });

  test('in what abra has cloned of the catalogue, by its name, while nobody answers there', async () => {
    const clone = join(abra, 'recipes', 'odd');
    mkdirSync(dirname(clone), { recursive: true });
    runGit(root, 'clone', '-q', join(root, 'elsewhere', 'odd'), clone);
    runGit(clone, 'remote', 'set-url', 'origin', 'https://127.0.0.1:1/recipes/odd.git');
    const end = await take({ catalogue: 'https://127.0.0.1:1/recipes' });
    expect(end).toMatchObject({ apps: ['odd'], leftOut: [] });
    expect(app('odd')).toContain('recipe: odd\nversion: 1.0.0+1\n');
  });

  test('where its clone comes from, without the token in that address', async () => {
    const clone = join(abra, 'recipes', 'odd');
    mkdirSync(dirname(clone), { recursive: true });
    runGit(root, 'clone', '-q', join(root, 'elsewhere', 'odd'), clone);
    runGit(clone, 'remote', 'set-url', 'origin', 'https://hunter2x@127.0.0.1:1/odd.git');
    const end = await take();
    expect(app('odd')).toContain(`recipe: ${clone}\n`);
    expect(end.notices.map(({ text }) => text).join('\n')).toContain(`${clone}: could be read nowhere else`);
    expect(JSON.stringify(end) + app('odd')).not.toContain('hunter2x');
    const addresses = await recipeAddresses(tools, { abraFolder: abra, listed: new Map() }, { name: 'odd', catalogue });
    expect(addresses).toEqual(['https://127.0.0.1:1/odd.git', 'odd', clone]);
  });
});

describe('into a region with defaults', () => {
  test('what they give is left out, what differs is said, what an app lacks too', async () => {
    startRegion('defaults:\n  env: { MAIL_HOST: mail.example.org }\n  overlays: [smtp]\n');
    env('same', 'UPLOAD_LIMIT=16\nMAIL_HOST=mail.example.org\nCOMPOSE_FILE=compose.yml:compose.smtp.yml\n');
    env('other', 'UPLOAD_LIMIT=16\nMAIL_HOST=relay.example.org\nCOMPOSE_FILE=compose.yml:compose.smtp.yml\n');
    env('lacks', 'UPLOAD_LIMIT=16\n');
    const { notices } = await again();
    expect(app('same')).toBe('recipe: wiki\nversion: 1.0.0+1\nnode: one\n');
    expect(app('other')).toBe('recipe: wiki\nversion: 1.0.0+1\nnode: one\nenv:\n  MAIL_HOST: relay.example.org\n');
    expect(app('lacks')).toContain('env:\n  MAIL_HOST: { unset: true }\n');
    expect(notices.map(({ text }) => text).join('\n')).toContain(
      'lacks: the defaults add compose.smtp.yml, which its .env does not choose',
    );
  });

  test('defaults that somebody changes afterwards are not undone, and a second import writes nothing', async () => {
    startRegion('defaults:\n  env: { MAIL_HOST: mail.example.org }\n');
    env('same', 'UPLOAD_LIMIT=16\nMAIL_HOST=mail.example.org\n');
    await again();
    const text = readFileSync(join(region, 'region.yml'), 'utf8');
    writeFileSync(join(region, 'region.yml'), text.replace('mail.example.org', 'new.example.org'));
    runGit(region, 'commit', '-q', '-am', 'Another relay');
    const before = [readFileSync(join(region, 'region.yml'), 'utf8'), app('same'), runGit(region, 'rev-parse', 'HEAD')];
    expect(await again()).toMatchObject({ written: [], kept: [{ app: 'same', keys: ['env MAIL_HOST'] }] });
    const after = [readFileSync(join(region, 'region.yml'), 'utf8'), app('same'), runGit(region, 'rev-parse', 'HEAD')];
    expect(after).toEqual(before);
  });
});

test('into a region with rules: what a rule gives an app is not written out, nor taken away', async () => {
  const rule = "{ overlays: [oidc], env: { OIDC_ISSUER: 'https://{{ sso.domain }}', RELAY: by-rule } }";
  startRegion(`combine: { sso: { wiki: { any: ${rule} } } }\n`);
  env('login', 'UPLOAD_LIMIT=16\n');
  env('pad', 'UPLOAD_LIMIT=16\n');
  await again();
  writeFileSync(join(region, 'apps', 'pad.yml'), `${app('pad')}uses: { sso: login }\n`);
  runGit(region, 'commit', '-q', '-am', 'One login');
  env(
    'pad',
    'UPLOAD_LIMIT=16\nOIDC_ISSUER=https://login.example.org\nRELAY=other\nCOMPOSE_FILE=compose.yml:compose.oidc.yml\n',
  );
  const before = app('pad');
  expect(await again()).toMatchObject({ written: [], kept: [{ app: 'pad', keys: ['env RELAY'] }] });
  expect(app('pad')).toBe(before);
});

test('adds what .env has newly, and keeps every byte of the rest', async () => {
  env('pad', 'UPLOAD_LIMIT=16\n');
  await take();
  const own = `# ours\n${app('pad')}steward: me # since spring\nenv: {  UPLOAD_LIMIT:   32 }\n`;
  writeFileSync(join(region, 'apps', 'pad.yml'), own);
  runGit(region, 'commit', '-q', '-am', 'Ours');
  env('pad', 'UPLOAD_LIMIT=16\nRELAY=other\n');
  expect(await again()).toMatchObject({ written: ['apps/pad.yml'], kept: [] });
  expect(app('pad').replace(/,\s*RELAY: other/, '')).toBe(own);
  expect(app('pad')).toContain('RELAY: other');
  expect(await again()).toMatchObject({ written: [] });
});

describe('a value that looks like a secret', () => {
  const secrets = ['hunter1x', 'hunter2x', 'hunter3x', 'hunter4x'];
  const lines = [
    'UPLOAD_LIMIT=16',
    'SMTP_PASSWORD=hunter1x # hunter1x since spring',
    'RELAY="smtp $SMTP_PASSWORD here"',
    'DATABASE_URL=postgres://u:hunter2x@db/x',
    'LOGIN=hunter3x # the password of the mailbox',
    '# the old pin was hunter4x',
    'MAIL_HOST=mail.example.org\n',
  ].join('\n');
  const files = ['DATABASE_URL', 'LOGIN', 'RELAY', 'SMTP_PASSWORD'];
  const hiddenFolder = () => join(region, 'private', 'pad');

  test('goes to a file that git ignores and nobody else may read, and into nothing else', async () => {
    env('pad', lines);
    const end = await take();
    expect(readdirSync(hiddenFolder())).toEqual(files);
    expect(files.map((file) => statSync(join(hiddenFolder(), file)).mode & 0o777)).toEqual(files.map(() => 0o600));
    expect(readFileSync(join(hiddenFolder(), 'RELAY'), 'utf8')).toBe('smtp hunter1x here\n');
    expect(app('pad')).toContain('RELAY: { from: file:private/pad/RELAY }');
    const told = [JSON.stringify(end), showImport(end, makePaint(false)), inGit(), app('pad')].join('\n');
    for (const secret of secrets) expect(told).not.toContain(secret);
    expect(runGit(region, 'status', '--porcelain', '--untracked-files=all')).toBe('');
    expect(end.committed).toBe(true);
  });

  test('is refused before anything is written where git has that file already', async () => {
    write(join(hiddenFolder(), 'SMTP_PASSWORD'), 'old\n');
    runGit(region, 'add', '-f', '-A');
    runGit(region, 'commit', '-q', '-m', 'Oh no');
    env('pad', lines);
    await expect(take()).rejects.toMatchObject({
      code: 'USAGE',
      message: 'git has private/pad/SMTP_PASSWORD already: no password may go there',
    });
    expect(runGit(region, 'status', '--porcelain', '--untracked-files=all')).toBe('');
    expect(readFileSync(join(hiddenFolder(), 'SMTP_PASSWORD'), 'utf8')).toBe('old\n');
  });

  test.each([
    ['all such files', 'private'],
    ["the app's", 'private/pad'],
  ])('is refused, and .gitignore is as it was, where the folder of %s is a link', async (_, folder) => {
    mkdirSync(join(root, 'outside'));
    write(join(region, '.gitignore'), '!/private/\n');
    runGit(region, 'add', '-A');
    runGit(region, 'commit', '-q', '-m', 'Ignore');
    mkdirSync(dirname(join(region, folder)), { recursive: true });
    symlinkSync(join(root, 'outside'), join(region, folder));
    env('pad', lines);
    await expect(take()).rejects.toMatchObject({ message: expect.stringContaining('git would not ignore') });
    expect(readdirSync(join(root, 'outside'))).toEqual([]);
    expect(readFileSync(join(region, '.gitignore'), 'utf8')).toBe('!/private/\n');
    expect(inGit()).not.toMatch(/hunter|apps/);
  });

  test('is ignored although a line before says otherwise', async () => {
    write(join(region, '.gitignore'), '*.log\n!/private/');
    runGit(region, 'add', '-A');
    runGit(region, 'commit', '-q', '-m', 'Ignore');
    env('pad', lines);
    await take();
    expect(readFileSync(join(region, '.gitignore'), 'utf8')).toMatch(/^\*\.log\n!\/private\/\n#.*\n\/private\/\n$/);
    expect(runGit(region, 'status', '--porcelain', '--untracked-files=all')).toBe('');
  });

  test('is ignored by the repository, whatever one person ignores everywhere', async () => {
    write(join(root, 'ignore'), 'private/\n');
    runGit(region, 'config', 'core.excludesFile', join(root, 'ignore'));
    env('pad', lines);
    await take();
    expect(runGit(region, 'show', 'HEAD:.gitignore')).toContain('/private/');
  });

  test('replaces a link that stands in its place, and writes nothing through it', async () => {
    write(join(root, 'outside'), 'hunter1x\n');
    mkdirSync(hiddenFolder(), { recursive: true });
    symlinkSync(join(root, 'outside'), join(hiddenFolder(), 'SMTP_PASSWORD'));
    env('pad', lines);
    await take();
    expect(statSync(join(root, 'outside')).mode & 0o777).not.toBe(0o600);
    expect(statSync(join(hiddenFolder(), 'SMTP_PASSWORD')).mode & 0o777).toBe(0o600);
  });

  test('stays what somebody made of it since', async () => {
    env('pad', lines);
    await take();
    writeFileSync(join(hiddenFolder(), 'LOGIN'), 'hunter9x\n', { mode: 0o600 });
    const end = await again();
    expect(end).toMatchObject({ written: [], kept: [{ app: 'pad', keys: ['private/pad/LOGIN'] }] });
    expect(readFileSync(join(hiddenFolder(), 'LOGIN'), 'utf8')).toBe('hunter9x\n');
    expect(existsSync(join(region, 'private', 'pad', 'RELAY'))).toBe(true);
  });
});

test('an .env that cannot be read is named without what stands in it', async () => {
  env('pad', 'UPLOAD_LIMIT=16\n');
  env('broken', 'SMTP_PASSWORD="hunter1x\n');
  const end = await take();
  expect(end.leftOut).toEqual([{ file: expect.stringContaining('broken.example.org.env'), says: expect.anything() }]);
  expect(JSON.stringify(end)).not.toContain('hunter');
});

describe('one app that no manifest can hold does not end the import of the others', () => {
  test.each([
    ['a stack of another name than swarms have', 'odd', 'STACK_NAME=a b\n', /STACK_NAME is no name of a stack/],
    ['a zero byte', 'odd', '# said\0by somebody\nMAIL_HOST=a\n', /zero byte/],
    ['a name that is no domain', 'Odd name', 'DOMAIN=\n', /domain is not a domain/],
  ])('%s', async (_, ...[name, lines, says]) => {
    env('pad', 'UPLOAD_LIMIT=16\n');
    env(name, lines);
    const end = await take();
    expect(end.apps).toEqual(['pad']);
    expect(end.leftOut).toEqual([
      { file: `servers/one.example.org/${name}.example.org.env`, says: expect.stringMatching(says) },
    ]);
  });

  test('nor does a server whose name ssh cannot reach', async () => {
    env('pad', 'UPLOAD_LIMIT=16\n');
    write(join(abra, 'servers', '--help', 'wiki.example.org.env'), 'TYPE=wiki:1.0.0+1\nDOMAIN=wiki.example.org\n');
    const end = await take();
    expect(end).toMatchObject({ servers: 1, apps: ['pad'] });
    expect(end.leftOut).toEqual([
      { file: 'servers/--help/wiki.example.org.env', says: expect.stringContaining('"--help" is no host') },
    ]);
  });
});
