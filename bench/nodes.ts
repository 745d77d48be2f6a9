import { join } from 'node:path';
import type { Node } from '../src/model/region.js';
import { dockerHost, roundTrip, type BenchLab } from './bench-lab.js';
import { inTurn, median, run, timed } from './measure.js';
import { runProgram } from './programs.js';
import type { Row } from './row.js';

const sixCommands = ['info', 'service ls', 'stack ps bench', 'secret ls', 'config ls', 'network ls'];
const rtt = `RTT ${roundTrip}`;

/** A node's state, whole processes from start to end; then over a connection that stands already. */
export async function benchOneNode(lab: BenchLab): Promise<Row[]> {
  const [node] = lab.nodes as [Node];
  const goStyle = await buildGoStyle(lab);
  const goWords = [`${node.user}@${node.host}`, String(node.port)];
  const times = await inTurn<'tend' | 'cli' | 'go'>(5, {
    tend: () => readNodes(lab, [node]),
    cli: () => askSix(lab, node),
    go: async () => 'program' in goStyle && run(goStyle.program, goWords, { env: lab.env }),
  });
  const { warm } = await readNodes(lab, [node], 15);
  const cli = { what: 'docker CLI, six commands', ms: times.cli };
  const cold = { what: `one node's state, cold, ${rtt}`, ms: times.tend };
  const goals = { must: { faster: 1.8 }, stretch: { faster: 2.4 } };
  return [
    { ...cold, baseline: cli, must: { faster: 8 }, stretch: { faster: 15 } },
    'program' in goStyle
      ? { ...cold, what: `${cold.what}, again`, baseline: { what: 'Go-style, one ssh', ms: times.go }, ...goals }
      : { what: `${cold.what}, again`, notMeasured: `Go-style baseline: ${goStyle.missing}` },
    {
      what: `one node's state, warm, ${rtt}`,
      ms: median(warm),
      baseline: cli,
      must: { faster: 50 },
      stretch: { faster: 100 },
    },
  ];
}

/** Twenty nodes: each server five times, each with a connection of its own. */
export async function benchTwentyNodes(lab: BenchLab): Promise<Row[]> {
  const many = repeated(lab, 20);
  const cli: number[] = [];
  const tend: number[] = [];
  await readNodes(lab, many);
  for (const node of lab.nodes) {
    tend.push(await timed(() => readNodes(lab, many)));
    cli.push(await timed(() => askSix(lab, node)));
  }
  const measured = `docker CLI, one after the other (${cli.length} nodes × ${many.length / cli.length})`;
  const sum = cli.reduce((all, one) => all + one, 0);
  const baseline = { what: measured, ms: (sum / cli.length) * many.length };
  const ms = median(tend);
  return [{ what: `${many.length} nodes' state, ${rtt}`, ms, baseline, must: { faster: 40 }, stretch: { faster: 80 } }];
}

/** A hundred and five hundred nodes, in time and memory. The client asks as many nodes as it takes at once, twice. */
export async function benchManyNodes(lab: BenchLab): Promise<Row[]> {
  const atOnce = 16;
  const asked = repeated(lab, 2 * atOnce);
  const cli = await timed(() => Promise.all(asked.slice(0, atOnce).map((node) => askSix(lab, node))));
  const again = await timed(() => Promise.all(asked.slice(atOnce).map((node) => askSix(lab, node))));
  const byCli = (count: number) => ({
    what: `docker CLI, ${atOnce} at a time (${asked.length}, × ${count}/${asked.length})`,
    ms: (cli + again) * (count / asked.length),
  });
  const hundred = await measured(lab, repeated(lab, 100));
  const fiveHundred = await measured(lab, repeated(lab, 500));
  return [
    {
      what: `100 nodes' state, ${rtt}`,
      ...hundred,
      baseline: byCli(100),
      must: { faster: 15 },
      stretch: { faster: 27 },
    },
    {
      what: `500 nodes' state, ${rtt}`,
      ...fiveHundred,
      baseline: byCli(500),
      must: { faster: 12, megabytes: 250 },
      stretch: { faster: 20, megabytes: 175 },
    },
  ];
}

/** The servers again and again under names of their own, each with a connection of its own. */
function repeated({ nodes }: BenchLab, count: number): Node[] {
  const rounds = Array.from({ length: Math.ceil(count / nodes.length) }, (_, round) =>
    nodes.map((node) => ({ ...node, name: `${node.name}-${round}` })),
  );
  return rounds.flat().slice(0, count);
}

async function measured(lab: BenchLab, nodes: readonly Node[]): Promise<{ ms: number; megabytes: number }> {
  const start = performance.now();
  const { megabytes } = await readNodes(lab, nodes);
  return { ms: performance.now() - start, megabytes };
}

interface Told {
  readonly warm: number[];
  readonly megabytes: number;
}

async function readNodes(lab: BenchLab, nodes: readonly Node[], again = 0): Promise<Told> {
  const { folder, env } = lab;
  const own = { ...env, HOME: folder, XDG_CACHE_HOME: folder };
  return runProgram<Told>(['read-nodes', JSON.stringify(nodes), String(again)], own);
}

async function askSix({ env }: BenchLab, node: Node): Promise<void> {
  for (const command of sixCommands) await run('docker', ['-H', dockerHost(node), ...command.split(' ')], { env });
}

async function buildGoStyle({ folder, env }: BenchLab): Promise<{ program: string } | { missing: string }> {
  const built = join(folder, 'go-style');
  const source = join(import.meta.dirname, 'go-style', 'main.go');
  const own = { ...env, GOTOOLCHAIN: 'local', GO111MODULE: 'off', CGO_ENABLED: '0' };
  return run('go', ['build', '-o', built, source], { env: own }).then(
    () => ({ program: built }),
    () => ({ missing: 'there is no Go on this machine that builds it' }),
  );
}
