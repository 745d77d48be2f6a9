import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readRecipe } from '../../../src/recipe/read-recipe.js';
import { realFiles } from '../../../src/tools/files.js';
import { realGit } from '../../../src/tools/git.js';
import { realPrograms } from '../../../src/tools/programs.js';
import { runGit } from '../../support/git-repo.js';
import { realRandom } from '../../../src/tools/random.js';

const bundles = join(import.meta.dirname, '../../../../shared/vectors/recipes');
/** The bundles are not part of this repository: without them there is nothing to read. */
const withBundles = existsSync(bundles) ? describe : describe.skip;

let place: string;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'tend-bundles-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Reads a bundle's newest commit, or a tag of it. */
async function readBundle(name: string, tag?: string) {
  const path = join(place, name);
  if (!existsSync(path)) runGit(place, 'clone', '--quiet', join(bundles, `${name}.bundle`), path);
  const tools = {
    git: realGit(realPrograms),
    files: realFiles,
    environment: { cacheFolder: join(place, 'cache') },
    random: realRandom,
  };
  const version = tag
    ? ({ kind: 'tag', tag } as const)
    : ({ kind: 'commit', commit: runGit(path, 'rev-parse', 'HEAD') } as const);
  const recipe = await readRecipe(tools, { source: { kind: 'path', name, path }, version, catalogue: '' });
  return { path, recipe };
}

withBundles('real recipes (skipped where ../shared/vectors/recipes is absent)', () => {
  test.each(['go-ssb-room', 'llamenos', 'traefik'])('%s: every file is read as git has it', async (name) => {
    const { path, recipe } = await readBundle(name);
    const paths = runGit(path, 'ls-files').split('\n');
    expect([...recipe.files.keys()].sort()).toEqual(paths.sort());
    for (const [file, bytes] of recipe.files) {
      expect(bytes.length).toBe(Number(runGit(path, 'cat-file', '-s', `HEAD:${file}`)));
    }
    expect(recipe.versions).toEqual([]);
    expect(recipe.notes.size).toBe(0);
  });

  test('go-ssb-room shows the form of its further domains and has no scripts', async () => {
    const { recipe } = await readBundle('go-ssb-room');
    expect(recipe).toMatchObject({
      sample: {
        values: { TYPE: 'go-ssb-room', DOMAIN: 'go-ssb-room.example.com', LETS_ENCRYPT_ENV: 'production' },
        secrets: {},
        extraDomains: ', `www.go-ssb-room.example.com`',
      },
      exports: {},
      notices: [],
    });
  });

  test('llamenos names its secrets with their modifiers; those commented out do not count', async () => {
    const { recipe } = await readBundle('llamenos');
    const made = { version: 'v1', generate: true };
    expect(recipe.sample.secrets).toEqual({
      hmac_secret: { ...made, length: 64, charset: 'hex' },
      server_nostr: { ...made, length: 64, charset: 'hex' },
      db_password: { ...made, length: 32, charset: 'alnum' },
      minio_access: { ...made, length: 20, charset: 'alnum' },
      minio_secret: { ...made, length: 40, charset: 'alnum' },
    });
    expect(recipe.exports).toEqual({
      NGINX_CONFIG_VERSION: 'v1',
      APP_ENTRYPOINT_VERSION: 'v1',
      MINIO_ENTRYPOINT_VERSION: 'v1',
    });
    expect(recipe.notices).toEqual([]);
  });

  test('traefik has its exports, no secrets by default, and a lightweight tag that is no version', async () => {
    const { recipe } = await readBundle('traefik', 'v2.4.8');
    expect(recipe.version).toBe('v2.4.8');
    expect(recipe.versions).toEqual([]);
    expect(recipe.notices).toEqual([{ kind: 'odd', text: expect.stringContaining('lightweight') }]);
    const newest = (await readBundle('traefik')).recipe;
    expect(newest.exports).toEqual({
      TRAEFIK_YML_VERSION: 'v9',
      FILE_PROVIDER_YML_VERSION: 'v2',
      ENTRYPOINT_VERSION: 'v1',
    });
    expect(newest.sample.secrets).toEqual({});
    expect(newest.sample.values).toMatchObject({ LOG_LEVEL: 'WARN', LETS_ENCRYPT_EMAIL: 'certs@example.com' });
    expect(newest.sample.extraDomains).toBeUndefined();
  });
});
