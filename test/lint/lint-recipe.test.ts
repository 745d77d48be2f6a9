import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { lintRecipe } from '../../src/lint/lint-recipe.js';
import { composeTextsOf, tryRendering } from '../../src/workflows/recipe/try-rendering.js';
import { lintOneRecipe } from '../../src/workflows/recipe/lint-one-recipe.js';
import { makeGitRepo, runGit, type CommitToMake } from '../support/git-repo.js';
import { recipeOf } from '../support/recipe-of.js';
import { recipeTools } from '../support/recipe-tools.js';

const place = mkdtempSync(join(tmpdir(), 'tend-lint-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const compose = `version: "3.8"
services:
  app:
    image: nginx:1.28.0
    environment: [DOMAIN, GREETING]
    configs: [{ source: page, target: /page }]
    secrets: [token]
    healthcheck: { test: ["CMD", "true"] }
    deploy:
      update_config: { failure_action: rollback }
      labels: ["traefik.enable=true", "coop-cloud.\${STACK_NAME}.version=1.0.0+1.28"]
configs:
  page: { name: "\${STACK_NAME}_page_\${PAGE_VERSION}", file: page.tmpl, template_driver: golang }
secrets:
  token: { name: "\${STACK_NAME}_token_\${SECRET_TOKEN_VERSION}", external: true }
`;

const sound = {
  'compose.yml': compose,
  '.env.sample': 'TYPE=small\nDOMAIN=small.example.org\nGREETING=hello\nSECRET_TOKEN_VERSION=v1 # length=24\n',
  'abra.sh': 'export PAGE_VERSION=v1\n',
  'page.tmpl': 'one\n',
  'README.md': '* **Category**: Apps\n* **Status**: 1\n* **Image**: nginx\n',
};

type Files = Readonly<Record<string, string | null>>;
const version = '1.0.0+1.28';
let made = 0;

/** Lints a recipe of these files in memory, as if it were tagged. */
function lint(own: Files, { annotated = true, tagged = true } = {}) {
  const files = Object.fromEntries(
    Object.entries(own).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
  );
  const recipe = recipeOf('small', version, files);
  const published = { version, commit: recipe.commit, date: '2026-11-22', annotated };
  return lintRecipe({
    recipe,
    hasVersions: tagged,
    ...(tagged ? { published } : {}),
    compose: composeTextsOf(recipe),
    rendered: tryRendering(recipe),
  });
}

async function lintRepository(...commits: readonly CommitToMake[]) {
  const folder = join(place, String((made += 1)), 'small');
  makeGitRepo(folder, commits);
  return (await lintOneRecipe(recipeTools(place), { recipe: folder }, {})).findings;
}

function changed(from: string | RegExp, to: string): Files {
  expect(compose).toMatch(from);
  return { ...sound, 'compose.yml': compose.replace(from, () => to) };
}

describe('lint', () => {
  test('has nothing to say about a sound recipe', async () => {
    expect(lint(sound)).toEqual([]);
    expect(await lintRepository({ files: sound, tag: version })).toEqual([]);
  });

  test.each([
    ['R001 warning compose.yml:1', changed('"3.8"', '"3.9"')],
    ['R002 warning compose.yml:3', changed(/ {4}healthcheck.*\n/, '')],
    ['R003 error compose.yml:4', changed('nginx:1.28.0', 'nginx')],
    ['R004 error compose.yml:4', changed('nginx:1.28.0', 'nginx:latest')],
    ['R005 warning compose.yml:4', changed('nginx:1.28.0', 'nginx:mainline')],
    ['R009 error compose.yml:2', changed('  app:', '  web:')],
    ['R010 warning compose.yml:3', changed('"traefik.enable=true", ', '')],
    ['R011 error compose.yml:3', changed(/ {4}image.*\n/, '')],
    ['R012 error compose.yml:13', changed('PAGE_VERSION', 'SIDE_VERSION')],
    ['R015 warning compose.yml:15', changed(/token/g, 'token_of_all_of_us')],
    ['config-name error compose.yml:13', changed('_${PAGE_VERSION}', '')],
    ['secret-external error compose.yml:15', changed(', external: true', '')],
    ['secret-sample warning compose.yml:15', changed('SECRET_TOKEN_VERSION', 'SECRET_KEY_VERSION')],
    ['env-unknown warning compose.yml:4', changed('1.28.0', '${IMAGE_TAG}')],
    ['update-failure warning compose.yml:9', changed(/ {6}update_config.*\n/, '')],
    ['ignored warning compose.yml', changed('    secrets:', '    container_name: x\n    secrets:')],
    ['compose error compose.yml', changed('    secrets:', '    secretz: []\n    secrets:')],
    ['long-name warning compose.yml', changed('_page_', '_page_of_a_garden_')],
    ['version-label error compose.yml:11', changed('version=1.0.0', 'version=0.9.0')],
  ])('says %s', (says, files) => {
    const found = lint(files);
    const lines = found.map(({ rule, level, file, line }) => `${rule} ${level} ${file}${line ? `:${line}` : ''}`);
    expect(lines).toContain(says);
    for (const { tryThis } of found) expect(tryThis).not.toBe('');
  });

  test.each([
    ['R006', sound, { tagged: false }],
    ['R007', { ...sound, 'README.md': null }, {}],
    ['R008', { ...sound, '.env.sample': null }, {}],
    ['R014', sound, { annotated: false }],
    ['sample-type', { ...sound, '.env.sample': 'TYPE=big\nGREETING=x\n#SECRET_TOKEN_VERSION=v1\n' }, {}],
    ['unreadable', { ...sound, 'abra.sh': 'export PAGE_VERSION=v1\nexport A=$(date)\n' }, {}],
  ])('says %s', (rule, files: Files, how) => {
    expect(lint(files, how).map((one) => one.rule)).toContain(rule);
  });

  test('says that a config changed and its version did not', async () => {
    const first = { files: sound, tag: version };
    const found = await lintRepository(first, { files: { 'page.tmpl': 'two\n' } });
    expect(found).toMatchObject([
      {
        rule: 'config-bump',
        level: 'error',
        file: 'page.tmpl',
        tryThis: 'raise PAGE_VERSION in abra.sh: export PAGE_VERSION=v2',
      },
    ]);
    expect(
      await lintRepository(first, { files: { 'page.tmpl': 'two\n', 'abra.sh': 'export PAGE_VERSION=v2\n' } }),
    ).toEqual([]);
  });

  test('says that a major step has no notes', async () => {
    const major = sound['compose.yml'].replace('version=1.0.0', 'version=2.0.0');
    const found = await lintRepository(
      { files: sound, tag: version },
      { files: { 'compose.yml': major }, tag: '2.0.0+1.28' },
    );
    expect(found.map(({ rule, file }) => [rule, file])).toEqual([['release-notes', 'release/2.0.0+1.28']]);
  });

  test('looks at a tag that was moved as it was first seen, and says so', async () => {
    const folder = join(place, 'moved', 'small');
    makeGitRepo(folder, [{ files: sound, tag: version }]);
    const look = () => lintOneRecipe(recipeTools(place), { recipe: folder, version: '1.0.0' }, { offline: false });
    await look();
    makeGitRepo(folder, [{ files: { 'page.tmpl': 'two\n' } }]);
    runGit(folder, 'tag', '--force', '--annotate', version, '--message', 'again');
    expect((await look()).findings.map(({ rule }) => rule)).toEqual(['tag-moved']);
  });
});
