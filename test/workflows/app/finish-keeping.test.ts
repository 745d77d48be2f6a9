import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NewEntry } from '../../../src/model/entry.js';
import { realFiles } from '../../../src/tools/files.js';
import { realGit } from '../../../src/tools/git.js';
import { realPrograms } from '../../../src/tools/programs.js';
import type { Tools } from '../../../src/tools/tools.js';
import { finishKeeping } from '../../../src/workflows/app/finish-keeping.js';
import { noteEdit } from '../../../src/workflows/region/pending-edits.js';
import { makeApp, makeService } from '../../support/builders.js';
import { makeFakeLog, type FakeLog } from '../../support/fake-region-changelog.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeEnvironment, makeTools } from '../../support/make-tools.js';

const app = makeApp();
const index = 17;
const entry: NewEntry = {
  v: 1,
  type: 'drift',
  log: 'example.org/changelog',
  actor: 'op-7f3k',
  time: '2026-11-22T13:57:02Z',
  app: app.name,
  node: app.node,
  decision: 'kept',
  services: [{ name: 'app', index, fields: ['env GREETING'] }],
  observed: { swarm: 'swarm1', services: [] },
};

let root: string;
let log: FakeLog;
let tools: Tools;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'finish-keeping-'));
  mkdirSync(join(root, 'region'));
  writeFileSync(join(root, 'region', 'region.yml'), 'apps:\n  wiki: {}\n');
  log = makeFakeLog();
  const environment = makeEnvironment({ stateFolder: join(root, 'state') });
  tools = makeTools({ files: realFiles, git: realGit(realPrograms), environment });
  await noteEdit(tools, join(root, 'region'), { subject: 'Keep', files: {}, entry });
});
afterEach(() => rmSync(root, { recursive: true }));

/** The services as a run finds them that has nothing more to keep. */
function finish(at = index, of = app) {
  const running = [makeService({ name: `${app.stack}_app`, index: at })];
  const open = makeOpenRegion({ folder: join(root, 'region'), changelog: log.machine().open() });
  return finishKeeping(tools, open, { app: of, actor: 'op-7f3k', running });
}

test('records what a killed run wrote into the manifest, once', async () => {
  expect(await finish()).toEqual({
    app: app.name,
    services: [{ name: 'app', index, fields: ['env GREETING'] }],
    file: 'region.yml',
  });
  expect(await finish()).toBeUndefined();
  expect(log.published.map(({ entry: one }) => one.type)).toEqual(['drift']);
});

test('records nothing twice where the killed run came to record it', async () => {
  await log.machine().open().append([entry]);
  expect(await finish()).toBeUndefined();
  expect(log.published).toHaveLength(1);
});

test('records nothing where the service was changed since', async () => {
  expect(await finish(index + 1)).toBeUndefined();
  expect(log.published).toEqual([]);
});

test('leaves to another app what is its own', async () => {
  expect(await finish(index, makeApp({ name: 'pad' }))).toBeUndefined();
  expect(await finish()).toBeDefined();
});
