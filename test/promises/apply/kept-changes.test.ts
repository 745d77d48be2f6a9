import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRegion } from '../../../src/manifest/read-region.js';
import type { ServiceSpec } from '../../../src/model/service-spec.js';
import { realFiles } from '../../../src/tools/files.js';
import { realGit } from '../../../src/tools/git.js';
import { realPrograms } from '../../../src/tools/programs.js';
import type { Tools } from '../../../src/tools/tools.js';
import { keepApp } from '../../../src/workflows/app/keep-app.js';
import { applyRegion } from '../../../src/workflows/apply/apply-region.js';
import type { Recipes } from '../../../src/workflows/plan/open-recipes.js';
import { planRegion } from '../../../src/workflows/plan/plan-region.js';
import type { OpenRegion } from '../../../src/workflows/region/open-region.js';
import { readManifestState } from '../../../src/workflows/region/read-manifest-state.js';
import { makeRecipe } from '../../support/builders.js';
import { makeTimeline } from '../../support/clocks.js';
import { makeFakeDocker, type FakeDocker } from '../../support/fake-docker.js';
import { makeFakeNodes } from '../../support/fake-nodes.js';
import { makeFakeLog, type FakeLog } from '../../support/fake-region-changelog.js';
import { fixedRandom } from '../../support/fixed-random.js';
import { makeGitRepo, runGit } from '../../support/git-repo.js';
import { makeEnvironment, makeTools } from '../../support/make-tools.js';
import { makeFaults, type Fault, type FaultKind } from './faults.js';

const manifest = `region: { name: garden, domain: example.org }
nodes:
  one: { host: 198.18.0.1, user: root, hostKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl }
apps:
  wiki: { recipe: wiki, version: 1.0.0+5, node: one }
`;
const recipe = makeRecipe({
  name: 'wiki',
  version: '1.0.0+5',
  versions: ['1.0.0+5'],
  files: {
    'compose.yml': 'version: "3.8"\nservices:\n  app:\n    image: example.org/wiki:1.0\n    environment: [GREETING]\n',
    '.env.sample': 'TYPE=wiki\nGREETING=hello\n',
  },
});
const recipes: Recipes = { read: async () => recipe, newest: async () => ({ kind: 'tag', tag: '1.0.0+5' }) };

let root: string;
let folder: string;
let node: FakeDocker;
let log: FakeLog;
let time: ReturnType<typeof makeTimeline>;
beforeEach(() => begin());
afterEach(() => rmSync(root, { recursive: true }));

function begin(): void {
  root = mkdtempSync(join(tmpdir(), 'kept-changes-'));
  folder = join(root, 'region');
  makeGitRepo(folder, [{ files: { 'region.yml': manifest } }]);
  runGit(folder, 'config', 'user.name', 'Ada');
  runGit(folder, 'config', 'user.email', 'ada@example.org');
  node = makeFakeDocker();
  log = makeFakeLog();
  time = makeTimeline(24 * 3_600_000);
}

describe('keeping what was changed on a server', () => {
  test('writes it into the manifest, commits that, and records who kept what; nothing is changed there', async () => {
    await deploy();
    await greet('hello from the server');
    const before = node.calls.filter((call) => !call.includes('Config'));
    expect(await keep()).toMatchObject({ end: { app: 'wiki', file: 'region.yml', services: [{ name: 'app' }] } });
    expect(node.calls.filter((call) => !call.includes('Config'))).toEqual(before);
    expect(written()).toContain('GREETING: hello from the server');
    expect(runGit(folder, 'status', '--porcelain')).toBe('');
    expect(runGit(folder, 'log', '-1', '--format=%s')).toBe('Keep what was changed on one: wiki');
    expect(log.published.at(-1)?.entry).toMatchObject({
      type: 'drift',
      decision: 'kept',
      actor: 'op-7f3k',
      app: 'wiki',
    });
    expect(await locks()).toEqual([]);
    expect((await plan()).steps).toEqual([]);
  });

  test('says that there is nothing to keep where nothing was changed, and writes nothing', async () => {
    await deploy();
    expect(await keep()).toMatchObject({ error: { code: 'USAGE' } });
    expect(written()).toBe(manifest);
    expect(await locks()).toEqual([]);
  });

  test.each<[FaultKind]>([['refused'], ['answer-lost'], ['cut'], ['interrupted'], ['died']])(
    'is whole after the same command once more, whatever call is %s',
    async (kind) => {
      for (let at = 0; ; at += 1) {
        rmSync(root, { recursive: true });
        begin();
        await deploy();
        await greet('hello from the server');
        const first = await keep({ kind, at });
        if (first.struck === undefined) break;
        if ('error' in first) expect(first.error).toMatchObject({ code: expect.stringMatching(/^[A-Z_]+$/) });
        await time.pass(120);
        const again = await keep();
        if (!('end' in first)) expect([first.struck, again]).toMatchObject([first.struck, {}]);
        expect(written()).toContain('GREETING: hello from the server');
        expect(runGit(folder, 'status', '--porcelain')).toBe('');
        const kept = log.published.filter(({ entry }) => entry.type === 'drift');
        // Whose entry may not have arrived, takes the manifest back: said twice is better than not kept.
        const isUnsure = kind === 'answer-lost' && first.struck === 'changelog.append';
        expect([first.struck, kept.length]).toEqual([first.struck, isUnsure ? 2 : 1]);
        expect(await locks()).toEqual([]);
        expect((await plan()).steps).toEqual([]);
      }
    },
    60_000,
  );
});

async function makeRun(fault?: Fault) {
  const stop = new AbortController();
  const clock = time.clock();
  const faults = makeFaults(fault, () => stop.abort());
  void faults.death.then(clock.suspend);
  const git = time.standingStill(realGit(realPrograms));
  const region = await readRegion(realFiles, folder);
  const state = await readManifestState({ git }, folder);
  const tools: Tools & { readonly recipes: Recipes } = {
    ...makeTools({
      clock,
      git,
      files: time.standingStill(realFiles),
      random: fixedRandom(),
      environment: makeEnvironment({ stateFolder: join(root, 'state'), workingFolder: folder }),
      nodes: makeFakeNodes({ one: faults.within('one', node.docker) }),
    }),
    recipes,
  };
  const open: OpenRegion = {
    folder,
    region,
    manifest: state,
    changelog: faults.within('changelog', log.machine().open()),
    actor: async () => ({ id: 'op-7f3k', name: 'ada' }),
  };
  return { tools, open, stop, faults };
}

async function keep(fault?: Fault) {
  const { tools, open, stop, faults } = await makeRun(fault);
  const running = keepApp(tools, open, { name: 'wiki', signal: stop.signal }).then(
    (end) => ({ end }) as const,
    (error: unknown) => ({ error }) as const,
  );
  const ended = await Promise.race([running, faults.death.then(() => ({ died: true }) as const)]);
  return { ...ended, struck: faults.struck() };
}

async function plan() {
  const { tools, open } = await makeRun();
  return planRegion(tools, open, { recipes, tell: () => undefined });
}

async function deploy(): Promise<void> {
  const { tools, open, stop } = await makeRun();
  const options = { recipes, tell: () => undefined, approve: async () => true, signal: stop.signal };
  expect((await applyRegion(tools, open, options)).exitStatus).toBe(0);
}

/** As somebody does it by hand: docker service update --env-add. */
async function greet(greeting: string): Promise<void> {
  const [service] = await node.docker.services();
  const spec = structuredClone(service?.['Spec']) as ServiceSpec;
  const { ContainerSpec } = spec.TaskTemplate;
  const Env = (ContainerSpec.Env ?? []).map((pair) => (pair.startsWith('GREETING=') ? `GREETING=${greeting}` : pair));
  const changed = {
    ...spec,
    TaskTemplate: { ...spec.TaskTemplate, ContainerSpec: { ...ContainerSpec, Env } },
  };
  const { Index } = service?.['Version'] as { Index: number };
  await node.docker.updateService(String(service?.['ID']), Index, changed);
  node.settle();
}

function written(): string {
  return readFileSync(join(folder, 'region.yml'), 'utf8');
}

async function locks(): Promise<unknown[]> {
  const configs = await node.docker.configs();
  return configs.filter(({ Spec }) => (Spec as { Name: string }).Name.startsWith('tend-lock-'));
}
