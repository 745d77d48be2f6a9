import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSmallImage } from '../src/lab/make-small-image.js';
import { putImages } from '../src/lab/put-images.js';
import { makeTestRegion, smallRecipe, type TestRegion } from '../test/live/support/test-region.js';
import { raiseBenchLab, type BenchLab } from './bench-lab.js';
import { cpuOfChildren } from './cpu-of-children.js';
import { meanOfMiddle, plainVariables, run } from './measure.js';
import type { Row } from './row.js';

/** The kernel counts in 10 ms, and a further node takes 40: only many rounds, and several nodes, tell. */
const rounds = 20;
const servers = 8;
const apps = ['blog', 'wiki', 'pads'];
const ofOne = `tend plan of one node, ${apps.length} apps`;
const ofAll = `tend plan of ${servers} nodes`;
/** Commands that need no server, by their words. */
const alone = ['--version', '--help', 'help plan'];

type Build = 'own' | 'other';
const project = join(import.meta.dirname, '..');

/**
 * What this build asks of the processor, user and system time, beside another one (the folder of a clone that is built): in turn,
 * round by round, each with caches of its own that are filled. Ratios below 1: this build does with less.
 */
export async function benchAgainst(other: string): Promise<Row[]> {
  const builds = { own: project, other };
  const home = mkdtempSync(join(tmpdir(), 'bench-against-'));
  const lab = await raiseBenchLab(servers);
  try {
    const region = await deploySmallApps(lab);
    const works = {
      ...Object.fromEntries(alone.map((words) => [`tend ${words}`, (build: string) => runAlone(build, words, home)])),
      [ofOne]: (build: string) => runPlan(build, region, ['--node', 'one']),
      [ofAll]: (build: string) => runPlan(build, region, []),
    };
    const costs = await inTurnByCpu(builds, works);
    region.remove();
    const { [ofOne]: one, [ofAll]: all } = costs;
    const further = one && all && furtherNode(one, all, lab.nodes.length);
    return Object.entries({ ...costs, ...(further && { 'tend plan, each further node': further }) }).map(rowOf);
  } finally {
    await lab.lower();
    rmSync(home, { recursive: true });
  }
}

/** Milliseconds. */
type Cost = Readonly<Record<Build, number>>;

/**
 * Every work by both builds, round by round: a machine that is slow for a while is slow for all of them, also for what a
 * difference tells.
 */
async function inTurnByCpu(
  builds: Readonly<Record<Build, string>>,
  works: Readonly<Record<string, (build: string) => Promise<unknown>>>,
): Promise<Record<string, Cost>> {
  const costs = Object.entries(works).map(([name, work]) => ({
    name,
    work,
    own: [] as number[],
    other: [] as number[],
  }));
  for (let round = -1; round < rounds; round++)
    for (const cost of costs) {
      const other = await cpuOfChildren(() => cost.work(builds.other));
      const own = await cpuOfChildren(() => cost.work(builds.own));
      // The first one fills caches.
      if (round < 0) continue;
      cost.other.push(other);
      cost.own.push(own);
    }
  const means = costs.map(({ name, own, other }) => [name, { own: meanOfMiddle(own), other: meanOfMiddle(other) }]);
  return Object.fromEntries(means) as Record<string, Cost>;
}

function rowOf([what, { own, other }]: [string, Cost]): Row {
  return { what, ms: own, baseline: { what: 'the other build', ms: other }, must: { atMost: 1.1 } };
}

function furtherNode(one: Cost, all: Cost, nodes: number): Cost {
  return { own: (all.own - one.own) / (nodes - 1), other: (all.other - one.other) / (nodes - 1) };
}

function runAlone(build: string, words: string, home: string): Promise<string> {
  const env = plainVariables({ HOME: home, XDG_CACHE_HOME: join(home, cacheOf(build)), NO_COLOR: '1' });
  return run(process.execPath, [join(build, 'bin', 'run.js'), ...words.split(' ')], { env });
}

function runPlan(build: string, region: TestRegion, words: readonly string[]): Promise<string> {
  const env = { ...region.environment, XDG_CACHE_HOME: join(region.root, cacheOf(build)), NO_COLOR: '1' };
  return run(process.execPath, [join(build, 'bin', 'run.js'), 'plan', ...words], { env, cwd: region.folder });
}

function cacheOf(build: string): string {
  return build === project ? 'cache-own' : 'cache-other';
}

/** Three small apps on each node, deployed by this build, so that a plan finds everything as wanted. */
async function deploySmallApps({ fixture }: BenchLab): Promise<TestRegion> {
  await putImages(fixture.tools, fixture.lab, [makeSmallImage('small:1', { kind: 'ok' })]);
  const region = makeTestRegion(fixture);
  for (const name of apps) region.recipe(name, smallRecipe([{ tag: '1.0.0+1', image: 'small:1' }]));
  region.write(
    apps
      .map((name) => `  ${name}: { recipe: ../${name}, version: 1.0.0+1, node: all, secrets: { token: generate } }`)
      .join('\n'),
  );
  const { exitCode, stdout, stderr } = await region.tend('apply', '--yes', '--why', 'bench');
  if (exitCode !== 0) throw new Error(`${stdout}\n${stderr}`);
  return region;
}
