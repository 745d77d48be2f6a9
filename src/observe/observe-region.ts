import pLimit from 'p-limit';
import type { Tell } from '../model/event.js';
import { KnownError } from '../model/known-error.js';
import type { Observation, UnseenNode } from '../model/observation.js';
import type { Node } from '../model/region.js';
import type { Clock } from '../tools/clock.js';
import type { ReadingNodes } from '../tools/nodes.js';
import { observeNode } from './observe-node.js';

/** More at once cost memory and do not finish sooner: one process decrypts for all of them. */
const atOnce = 32;

/** What is needed to look at many nodes. */
export interface Looking {
  readonly nodes: ReadingNodes;
  readonly clock: Clock;
  readonly tell: Tell;
  /** Milliseconds for a node that does not answer; default 10,000. */
  readonly timeoutMs?: number;
}

/** Looks at nodes in parallel, in the order given. A node that cannot be seen is a value and costs its own time-out only. */
export function observeRegion(looking: Looking, wanted: readonly Node[]): Promise<Observation[]> {
  const limit = pLimit(atOnce);
  looking.tell({ type: 'reading', nodes: wanted.map((node) => node.name) });
  return Promise.all(wanted.map((node) => limit(() => observeOne(looking, node))));
}

async function observeOne({ nodes, clock, tell, timeoutMs }: Looking, node: Node): Promise<Observation> {
  const start = clock.monotonic();
  try {
    const connection = await nodes.connect(node, timeoutMs === undefined ? {} : { timeoutMs });
    const seen = await observeNode(connection.docker, node.name, clock);
    tell({ type: 'node-read', node: node.name, seconds: (clock.monotonic() - start) / 1000 });
    return seen;
  } catch (error) {
    const unseen = unseenNode(node, error);
    tell({ type: 'node-unreachable', node: unseen });
    return unseen;
  }
}

function unseenNode(node: Node, error: unknown): UnseenNode {
  if (!(error instanceof KnownError)) throw error;
  const { code, message, details, tryThis } = error;
  return { node: node.name, reachable: false, code, message, details, tryThis };
}
