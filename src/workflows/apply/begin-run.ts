import type { LockWait } from '../../apply/lock-wait.js';
import { given } from '../../model/given.js';
import { nodeOf } from '../../model/node-of.js';
import type { Actor } from '../../model/acting.js';
import type { Step } from '../../model/step.js';
import type { Secret } from '../../model/secret.js';
import { registryAuths } from '../../tools/registry-auths.js';
import type { Docker } from '../../tools/docker.js';
import type { Tools } from '../../tools/tools.js';
import type { ApplyOptions } from './apply-options.js';
import type { ApplyRun } from './apply-run.js';
import { maskKnownValues } from './mask-known-values.js';
import type { OpenRegion } from '../region/open-region.js';
import { shareNode, type SharedNode } from './sharing/share-node.js';

/** What a run begins with. */
export interface RunParts {
  readonly actor: Actor;
  readonly steps: readonly Step[];
  /** Values of the secrets that the steps make, by node and name on the swarm. */
  readonly secrets: ReadonlyMap<string, Secret>;
  readonly lockWait?: LockWait | undefined;
  readonly options: Pick<ApplyOptions, 'leaseSeconds' | 'recordLater' | 'breakGlass' | 'parallel' | 'signal' | 'tell'>;
}

/** Puts together what all parts of one run share. */
export async function beginRun(tools: Tools, open: OpenRegion, parts: RunParts): Promise<ApplyRun> {
  const { actor, steps, secrets, lockWait, options } = parts;
  return {
    tools,
    open,
    actor,
    steps,
    secrets,
    tell: options.tell,
    mask: await maskKnownValues(tools, open.region, secrets.values()),
    auths: registryAuths(open.region.registries, tools),
    leaseSeconds: options.leaseSeconds ?? 30,
    recordLater: options.recordLater ?? false,
    ...given({ breakGlass: options.breakGlass, lockWait, parallel: options.parallel }),
    signal: options.signal,
    nodeNamed: (name) => nodeNamed(open, name),
    sharedNode: shareNodes(tools, open),
  };
}

/** A node whose connection broke is asked for a new one, as ever. */
function shareNodes({ nodes, clock }: Pick<Tools, 'nodes' | 'clock'>, open: OpenRegion): ApplyRun['sharedNode'] {
  const known = new Map<Docker, SharedNode>();
  return async (name) => {
    const { docker } = await nodes.connect(nodeNamed(open, name));
    const shared = known.get(docker) ?? shareNode(docker, clock);
    known.set(docker, shared);
    return shared;
  };
}

function nodeNamed(open: OpenRegion, name: string) {
  const node = nodeOf(open.region, name);
  if (!node) throw new Error(`the plan names a node that is not in the region: ${name}`);
  return node;
}
