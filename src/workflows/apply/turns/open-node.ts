import type { Parallel } from '../../../model/parallel.js';
import type { Docker, FreeMemory } from '../../../tools/docker.js';
import type { ApplyRun } from '../apply-run.js';
import { memoryGate, type MemoryGate } from './memory-gate.js';
import { parallelLimits } from './parallel-limits.js';
import type { SharedNode } from '../sharing/share-node.js';

/** A node while the steps of a run are taken on it. */
export interface OpenNode {
  readonly shared: SharedNode;
  readonly limits: Required<Parallel>;
  readonly memory: MemoryGate;
}

/** Looks how much a node takes at the same time. What it does not tell hinders nobody: each step sees for itself. */
export async function openNode(run: ApplyRun, name: string, shared: SharedNode): Promise<OpenNode> {
  const cores = await coresOf(shared.docker).catch(() => undefined);
  const wishes = { flag: run.parallel, node: run.nodeNamed(name).parallel, region: run.open.region.parallel };
  const limits = parallelLimits(wishes, cores);
  const memory = memoryGate({
    freeMemory: limits.newApps > 1 ? () => memoryOf(shared.docker) : async () => undefined,
    clock: run.tools.clock,
    signal: run.signal,
    onWait: (app) => run.tell({ type: 'step-waiting', app, node: name, for: 'memory' }),
  });
  return { shared, limits, memory };
}

async function coresOf(docker: Docker): Promise<number | undefined> {
  const { NCPU } = await docker.info();
  return typeof NCPU === 'number' && NCPU > 0 ? NCPU : undefined;
}

/** In a swarm of several servers nobody knows beforehand whose memory an app will take. */
async function memoryOf(docker: Docker): Promise<FreeMemory | undefined> {
  return (await docker.nodes()).length > 1 ? undefined : docker.freeMemory();
}
