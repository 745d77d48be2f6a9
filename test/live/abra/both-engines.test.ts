import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { EngineName } from '../../../src/model/region.js';
import type { Step } from '../../../src/model/step.js';
import { realEnvironment } from '../../../src/tools/environment.js';
import { realNodes } from '../../../src/tools/real-nodes.js';
import { realTools } from '../../../src/tools/real-tools.js';
import type { Tools } from '../../../src/tools/tools.js';
import { planRegion } from '../../../src/workflows/plan/plan-region.js';
import { openRegion } from '../../../src/workflows/region/open-region.js';
import { makeAbraFolder } from '../../support/make-abra-folder.js';
import { useLab } from '../support/lab.js';
import { fillAsAbra, writeSshConfig } from '../support/fill-as-abra.js';
import { again, runByEngine } from '../support/run-by-engine.js';
import { sortLists } from '../support/sort-lists.js';
import { stacksOver } from '../support/stored-stack.js';
import { makeTestRegion, nodeNames, type TestRegion } from '../support/test-region.js';
import { standInPath } from '../../support/stand-in.js';

const servers = nodeNames.slice(0, 5).map((name) => `${name}.example.org`);

/**
 * Forty apps of real recipes on five servers, by either engine. Equal means: what the swarm stores is the same, ids as names,
 * lists sorted that have no order for docker's client (design.md). Nothing is to run, so the nodes are drained: their tasks wait,
 * and would still be replaced by any change of a spec that restarts.
 */
describe('forty apps, by the engine swarm and by the engine abra', () => {
  const fixture = useLab({ nodes: 5, registries: ['ghcr.io'] });
  let region: TestRegion;
  let steps: readonly Step[] = [];
  let folder = '';
  beforeAll(async () => {
    region = makeTestRegion(fixture);
    folder = join(region.root, 'taken');
    process.env['ABRA_STAND_IN_TRAPS'] = 'does-not-wait';
    const made = await makeAbraFolder(region.root, servers);
    const hosts = fixture.lab.nodes.map(({ address }, at) => ({ name: servers[at] ?? '', address }));
    writeSshConfig(join(region.root, 'home'), hosts, fixture.lab);
    const idle = made.apps.map((app) => ({ ...app, idle: true }));
    await fillAsAbra({ fixture, root: region.root, servers }, { ...made, apps: idle });
    const words = ['import', made.folder, '--known-hosts', '--catalogue', made.catalogue, '-C', folder];
    const done = await region.tend(...words);
    expect([done.stderr, done.exitCode]).toEqual([done.stderr, 0]);
    wantThemAll();
    steps = (await planOf('swarm')).steps;
  }, 600_000);
  afterAll(() => {
    delete process.env['ABRA_STAND_IN_TRAPS'];
    region.remove();
  });

  /** Nothing ran, so what was imported is to be absent. */
  function wantThemAll(): void {
    for (const name of readdirSync(join(folder, 'apps'))) {
      const file = join(folder, 'apps', name);
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^state: absent\n/m, ''));
    }
  }

  function toolsOf(): Tools {
    const { root } = region;
    const environment = {
      ...realEnvironment(),
      variables: { ...region.environment, PATH: standInPath },
      home: join(root, 'home'),
      stateFolder: join(root, 'state', 'tend'),
      cacheFolder: join(root, 'cache', 'tend'),
    };
    const tools = realTools();
    return { ...tools, environment, nodes: realNodes(environment, tools.programs, tools.clock) };
  }

  async function openAs(engine: EngineName) {
    const tools = toolsOf();
    const open = await openRegion(tools, folder);
    const apps = open.region.apps.map((app) => ({ ...app, engine }));
    return { tools, open: { ...open, region: { ...open.region, apps } } };
  }

  async function planOf(engine: EngineName) {
    const { tools, open } = await openAs(engine);
    const plan = await planRegion(tools, open, { tell: () => undefined });
    await tools.nodes.closeAll();
    return plan;
  }

  async function take(engine: EngineName, which: readonly Step[]): Promise<string[]> {
    const { tools, open } = await openAs(engine);
    const touched = await runByEngine(tools, open, { steps: which, engine });
    await tools.nodes.closeAll();
    return touched;
  }

  /** What the swarms store, and the tasks that there are, by stack. */
  async function there() {
    const stacks = await Promise.all(
      servers.map(async (_, at) => stacksOver(fixture.tools.dockerSocket, await fixture.socket(at + 1))),
    );
    const of = async ({ node, stack }: Step) => {
      const on = stacks[nodeNames.indexOf(node as (typeof nodeNames)[number])];
      const tasks = (await on?.tasks(stack)) ?? [];
      return [stack, { specs: sortLists(await on?.stored(stack)), tasks: tasks.map(({ ID }) => ID).sort() }] as const;
    };
    return new Map(await Promise.all(steps.map(of)));
  }

  /** A swarm makes the tasks of a new service a moment later. */
  async function onceAllHaveTasks() {
    for (;;) {
      const now = await there();
      if (steps.every(({ stack, specs }) => (now.get(stack)?.tasks.length ?? 0) >= specs.services.length)) return now;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  test('are equal as the swarm stores them, and no task is replaced when the engine changes', async () => {
    expect(steps.map(({ app, held }) => [app, held])).toEqual(steps.map(({ app }) => [app, []]));
    expect(steps).toHaveLength(40);
    await take('swarm', steps);
    const bySwarm = await onceAllHaveTasks();
    const services = steps.flatMap(({ specs }) => specs.services.map(({ Name }) => `updated ${Name}`));
    expect((await take('abra', steps.map(again))).sort()).toEqual(services.sort());
    const byAbra = await there();
    for (const { stack } of steps) expect([stack, byAbra.get(stack)]).toEqual([stack, bySwarm.get(stack)]);
  });

  test.each(['swarm', 'abra'] as const)('are as wanted for the engine %s afterwards', async (engine) => {
    expect((await planOf(engine)).steps).toEqual([]);
  });
});
