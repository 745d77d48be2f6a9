import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../../src/model/secret.js';
import type { App } from '../../../src/model/region.js';
import type { Abra, AbraOptions } from '../../../src/tools/abra.js';
import { makeMask } from '../../../src/tools/make-mask.js';
import { realPrivateFolders } from '../../../src/tools/private-folders.js';
import type { ApplyRun } from '../../../src/workflows/apply/apply-run.js';
import { openAbra } from '../../../src/workflows/abra/open-abra.js';
import { makeApp, makeRegion, makeStep } from '../../support/builders.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';
import { recipeTools } from '../../support/recipe-tools.js';
import { makeApplyRun } from '../../support/make-apply-run.js';
import { makeOpenRegion } from '../../support/make-open-region.js';

const compose = (image: string) =>
  `version: "3.8"\nservices:\n  app:\n    image: ${image}\n    environment: [DOMAIN]\n`;
const sample = 'TYPE=dokuwiki\nDOMAIN=wiki.example.com\n# MAIL_PASSWORD=\n';
const password = 'hunter2-in-the-post';

describe('abra, made ready for a step', () => {
  let root: string;
  let commits: string[];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'open-abra-'));
    commits = makeGitRepo(join(root, 'dokuwiki'), [
      { files: { 'compose.yml': compose('x:1'), '.env.sample': sample }, tag: '1.0.0+1' },
      { files: { 'compose.yml': compose('x:2') }, lightweight: '1.1.0+2' },
    ]);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** Opens it for a step to a version of one app, with an abra that only writes down how it was called. */
  async function open(version: 0 | 1, { app = {}, output = '' }: { app?: Partial<App>; output?: string } = {}) {
    const to = ['1.0.0+1', '1.1.0+2'][version] ?? '';
    const recipe = { kind: 'path', name: 'dokuwiki', path: join(root, 'dokuwiki') } as const;
    const wanted = makeApp({ recipe, version: { kind: 'tag', tag: to }, engine: 'abra', ...app });
    const step = makeStep({
      engine: 'abra',
      recipe: { name: 'dokuwiki', from: '1.0.0+1', to, commit: commits[version] ?? '' },
    });
    const calls: { words: readonly string[]; options: AbraOptions }[] = [];
    const abra: Abra = {
      async run(words, options) {
        calls.push({ words, options });
        return { exitCode: 0, timedOut: false, missing: false, output };
      },
    };
    const values = new Map([['MAIL_PASSWORD', new Secret(password)]]);
    const hand = await openAbra(runOf(wanted, values, abra))({ step, values });
    await hand.run(['app', 'deploy'], { deadlineMs: 1, signal: new AbortController().signal });
    const env = calls[0]?.options.env ?? {};
    return { hand, env, folder: env['ABRA_DIR'] ?? '' };
  }

  function runOf(app: App, values: ReadonlyMap<string, Secret>, abra: Abra): ApplyRun {
    const tools = recipeTools(root);
    const environment = {
      ...tools.environment,
      home: join(root, 'home'),
      stateFolder: join(root, 'state'),
      variables: { PATH: '/usr/bin', LANG: 'de_DE.UTF-8' },
    };
    return makeApplyRun({
      tools: { ...tools, environment, abra, privateFolders: realPrivateFolders },
      open: makeOpenRegion({ region: makeRegion({ apps: [app], catalogue: root }) }),
      mask: makeMask([...values.values()]),
    });
  }

  const envFile = (folder: string) => join(folder, 'servers', 'brunswick.example.org', 'wiki.example.org.env');

  // Traps 1, 2, 12: nobody else switches this tree, it is clean, and all its version tags are annotated.
  test('has a folder of its own a step: this recipe at this version, clean, this app and no other', async () => {
    const [one, other] = [await open(0), await open(1)];
    expect(one.folder).not.toBe(other.folder);
    for (const [{ folder }, image] of [[one, 'x:1'] as const, [other, 'x:2'] as const]) {
      const tree = join(folder, 'recipes', 'dokuwiki');
      expect(readFileSync(join(tree, 'compose.yml'), 'utf8')).toContain(image);
      expect(runGit(tree, 'status', '--porcelain')).toBe('');
      expect(runGit(tree, 'for-each-ref', '--format=%(objecttype)', 'refs/tags').split('\n')).not.toContain('commit');
      expect(readdirSync(join(folder, 'servers', 'brunswick.example.org'))).toEqual(['wiki.example.org.env']);
    }
    expect(readFileSync(envFile(other.folder), 'utf8')).toMatch(/^TYPE=dokuwiki:1\.1\.0\+2$/m);
    await Promise.all([one.hand.remove(), other.hand.remove()]);
  });

  test('can be read by nobody else, and is gone afterwards with the values in it', async () => {
    const app = { envFrom: { MAIL_PASSWORD: { kind: 'env', name: 'MAIL_PASSWORD' } as const } };
    const { hand, folder } = await open(0, { app });
    expect(readFileSync(envFile(folder), 'utf8')).toContain(password);
    expect(statSync(envFile(folder)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, '..')).mode & 0o777).toBe(0o700);
    await hand.remove();
    expect(existsSync(join(folder, '..'))).toBe(false);
  });

  // Trap 6: translated text; nothing may depend on the surroundings of whoever starts it.
  test('speaks the C locale, without colour, whatever the shell says', async () => {
    const { hand, env } = await open(0);
    expect(env).toMatchObject({ LC_ALL: 'C', LANG: 'C', LANGUAGE: 'C', NO_COLOR: '1', TERM: 'dumb' });
    await hand.remove();
  });

  test('leaves what it printed to the operator alone, the values that tend knows masked', async () => {
    const { hand } = await open(0, { output: `sent ${password}` });
    await hand.remove();
    const [name = ''] = readdirSync(join(root, 'state', 'abra'));
    const file = join(root, 'state', 'abra', name);
    expect(readFileSync(file, 'utf8')).toContain('sent [secret]');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is refused where the recipe is not the commit that was planned', async () => {
    commits[1] = commits[0] ?? '';
    await expect(open(1)).rejects.toMatchObject({ code: 'PLAN_STALE' });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`tend-abra-${process.pid}-`))).toEqual([]);
  });
});
