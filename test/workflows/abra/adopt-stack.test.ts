import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realFiles } from '../../../src/tools/files.js';
import { realGit } from '../../../src/tools/git.js';
import { realPrograms } from '../../../src/tools/programs.js';
import { adoptStack } from '../../../src/workflows/abra/adopt-stack.js';
import { noteEdit } from '../../../src/workflows/region/pending-edits.js';
import { makeApp, makeNode, makeRegion } from '../../support/builders.js';
import { makeFakeDocker } from '../../support/fake-docker.js';
import { makeFakeNodes } from '../../support/fake-nodes.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeEnvironment, makeTools } from '../../support/make-tools.js';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'adopt-'));
  folder = join(root, 'region');
  makeGitRepo(folder, [{ files: { 'region.yml': 'a: 1\n' } }]);
  runGit(folder, 'config', 'user.name', 'Ada');
  runGit(folder, 'config', 'user.email', 'ada@example.org');
});
afterEach(() => rmSync(root, { recursive: true }));

const tools = () =>
  makeTools({
    files: realFiles,
    git: realGit(realPrograms),
    nodes: makeFakeNodes({ one: makeFakeDocker().docker }),
    environment: makeEnvironment({ stateFolder: join(root, 'state') }),
  });

function adopt(stack: string) {
  const app = makeApp({ name: 'wiki', node: 'one', stack: 'wiki_example_org' });
  const region = makeRegion({ nodes: [makeNode({ name: 'one' })], apps: [app] });
  return adoptStack(tools(), makeOpenRegion({ folder, region }), { node: 'one', stack });
}

test('commits what a killed run had only staged, and then says that the stack is an app already', async () => {
  const files = { 'apps/wiki.yml': 'b: 1\n' };
  await noteEdit(tools(), folder, { subject: 'Adopt wiki, which runs on one', files });
  mkdirSync(join(folder, 'apps'));
  writeFileSync(join(folder, 'apps', 'wiki.yml'), files['apps/wiki.yml']);
  runGit(folder, 'add', 'apps');
  await expect(adopt('wiki_example_org')).rejects.toMatchObject({
    code: 'USAGE',
    message: 'the stack wiki_example_org on one is the app wiki already',
  });
  expect(runGit(folder, 'status', '--porcelain')).toBe('');
  expect(runGit(folder, 'log', '-1', '--format=%s')).toBe('Adopt wiki, which runs on one');
});

test('says where nothing of that name runs, and writes nothing', async () => {
  await expect(adopt('pads_example_org')).rejects.toMatchObject({
    code: 'USAGE',
    message: 'no stack pads_example_org runs on one',
  });
  expect(runGit(folder, 'status', '--porcelain')).toBe('');
});
