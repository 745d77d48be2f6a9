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

/** The kernel counts in 10 ms, and a further node takes 40: only many rounds tell. */
const rounds = 20;
const apps = ['blog', 'wiki', 'pads'];
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
  const lab = await raiseBenchLab(4);
  try {
    const region = await deploySmallApps(lab);
    const rows = [];
    for (const words of alone)
      rows.push(rowOf(`tend ${words}`, await inTurnByCpu(builds, (build) => runAlone(build, words, home))));
    const one = await inTurnByCpu(builds, (build) => runPlan(build, region, ['--node', 'one']));
    const all = await inTurnByCpu(builds, (build) => runPlan(build, region, []));
    region.remove();
    return [
      ...rows,
      rowOf(`tend plan of one node, ${apps.length} apps`, one),
      rowOf('tend plan, each further node', furtherNode(one, all, lab.nodes.length)),
    ];
  } finally {
    await lab.lower();
    rmSync(home, { recursive: true });
  }
}

/** Milliseconds. */
type Cost = Readonly<Record<Build, number>>;

async function inTurnByCpu(
  builds: Readonly<Record<Build, string>>,
  work: (build: string) => Promise<unknown>,
): Promise<Cost> {
  const costs: Record<Build, number[]> = { own: [], other: [] };
  for (let round = -1; round < rounds; round++)
    for (const build of ['other', 'own'] as const) {
      const ms = await cpuOfChildren(() => work(builds[build]));
      if (round >= 0) costs[build].push(ms);
    }
  return { own: meanOfMiddle(costs.own), other: meanOfMiddle(costs.other) };
}

function rowOf(what: string, { own, other }: Cost): Row {
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
