import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readRegion } from '../../../src/manifest/read-region.js';
import type { RecordedStep } from '../../../src/model/record.js';
import type { App, Region } from '../../../src/model/region.js';
import { realFiles } from '../../../src/tools/files.js';
import { findTriedBefore } from '../../../src/workflows/plan/find-tried-before.js';
import { recordOf, recordedStep, wantedOf } from '../../plan/plan-input-of.js';
import { makeGitRepo } from '../../support/git-repo.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { recipeTools } from '../../support/recipe-tools.js';

/** Versions of the recipe, by the commits that they are. */
const commits = { '1.0.0+1': 'a'.repeat(40), '1.1.0+2': 'b'.repeat(40) };
type Version = keyof typeof commits;

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'tried-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('what failed last time is told, with that try', async () => {
  const [failed] = await tried([['1.1.0+2', 'rolled-back']]);
  expect(failed?.outcome?.result).toBe('rolled-back');
});

test('it stays told after the way back went well', async () => {
  const [failed] = await tried([
    ['1.0.0+1', 'done'],
    ['1.1.0+2', 'rolled-back'],
    ['1.0.0+1', 'done'],
  ]);
  expect(failed?.step.recipe.to).toBe('1.1.0+2');
});

test('it stays told after the same version went well with other variables', async () => {
  const [failed] = await tried([
    ['1.1.0+2', 'failed'],
    ['1.1.0+2', 'done', 'LOUDER: "0"'],
  ]);
  expect(failed?.outcome?.result).toBe('failed');
});

test.each<[string, Try[], string]>([
  [
    'it went well since',
    [
      ['1.1.0+2', 'failed'],
      ['1.1.0+2', 'done'],
    ],
    '',
  ],
  ['only another version failed', [['1.0.0+1', 'failed']], ''],
  ['the manifest said something else of the app then', [['1.1.0+2', 'failed']], 'LOUDER: "1"'],
])('nothing is told where %s', async (_why, history, envThen) => {
  expect(await tried(history, envThen)).toEqual([]);
});

type Try = [Version, 'done' | 'failed' | 'rolled-back', string?];

/** What is found for 1.1.0+2, wanted now, after these tries: each of a commit of the manifest that named that version. */
async function tried(history: readonly Try[], envThen = ''): Promise<RecordedStep[]> {
  const manifests = history.map(([version, , env]) => ({ files: { 'region.yml': manifest(version, env ?? envThen) } }));
  const made = makeGitRepo(folder, [...manifests, { files: { 'region.yml': manifest('1.1.0+2') } }]);
  const region = await readRegion(realFiles, folder);
  const steps = history.map(([to, result], at) => withManifest(recordedStep([], { to, result }), made[at] ?? '', to));
  const found = await findTriedBefore(
    recipeTools(folder),
    makeOpenRegion({ folder, region, manifest: { repo: 'local', commit: made.at(-1) ?? '', dirty: false } }),
    { wanted: [wishOf(region)], record: recordOf({ history: steps }) },
  );
  return [...found.values()];
}

function wishOf({ apps: [app] }: Region) {
  const { recipe, ...wish } = wantedOf({ version: '1.1.0+2' });
  return { ...wish, app: app as App, recipe: { ...recipe, commit: commits['1.1.0+2'] } };
}

function withManifest(recorded: RecordedStep, commit: string, version: Version): RecordedStep {
  const recipe = { ...recorded.step.recipe, commit: commits[version] };
  const intent = { ...recorded.intent, manifest: { repo: 'local', commit, dirty: false } };
  return { ...recorded, step: { ...recorded.step, recipe }, intent };
}

function manifest(version: Version, env = ''): string {
  return `region: { name: merri-bek, domain: example.org }
changelog: { remote: https://git.example.org/changelog.git }
nodes:
  brunswick: { host: 198.18.0.1 }
apps:
  wiki: { recipe: dokuwiki, version: ${version}, node: brunswick, domain: wiki.example.org, env: { ${env} } }
`;
}
