import pLimit from 'p-limit';
import type { Tell } from '../model/event.js';
import { given } from '../model/given.js';
import { KnownError } from '../model/known-error.js';
import type { Observation, UnseenNode } from '../model/observation.js';
import type { Node } from '../model/region.js';
import type { Clock } from '../tools/clock.js';
import type { ConnectOptions, ReadingNodes } from '../tools/nodes.js';
import { observeNode } from './observe-node.js';

/** More at once cost memory and do not finish sooner: one process decrypts for all of them. */
const atOnce = 32;
/** Each connection that stays open costs 0.4 MB of buffers here. Among so many nodes few are asked again. */
const keptOpen = 128;

/** What is needed to look at many nodes. */
export interface Looking {
  readonly nodes: ReadingNodes;
  readonly clock: Clock;
  readonly tell: Tell;
  /** Milliseconds for a node that does not answer; default 10,000. */
  readonly timeoutMs?: number;
  /** However many nodes there are, their connections stay open: somebody follows what happens on them. */
  readonly stayConnected?: boolean;
}

/** Looks at nodes in parallel, in the order given. A node that cannot be seen is a value and costs its own time-out only. */
export function observeRegion(looking: Looking, wanted: readonly Node[]): Promise<Observation[]> {
  const limit = pLimit(atOnce);
  looking.tell({ type: 'reading', nodes: wanted.map((node) => node.name) });
  const stayConnected = looking.stayConnected ?? wanted.length <= keptOpen;
  const connecting = { among: wanted.length, ...given({ timeoutMs: looking.timeoutMs }) };
  return Promise.all(wanted.map((node) => limit(() => observeOne(looking, node, { connecting, stayConnected }))));
}

async function observeOne(
  { nodes, clock, tell }: Looking,
  node: Node,
  { connecting, stayConnected }: { readonly connecting: ConnectOptions; readonly stayConnected: boolean },
): Promise<Observation> {
  const start = clock.monotonic();
  try {
    const connection = await nodes.connect(node, connecting);
    const seen = await observeNode(connection.docker, node.name, clock);
    if (!stayConnected) await connection.close();
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
