import { breakLock } from '../../apply/break-lock.js';
import { readLocks, type SeenLock } from '../../apply/lock-config.js';
import { KnownError } from '../../model/known-error.js';
import type { UnseenNode } from '../../model/observation.js';
import type { Node } from '../../model/region.js';
import { knowing } from '../../observe/as-known.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from './open-region.js';

export interface NodeLocks {
  readonly node: Node;
  readonly locks: readonly SeenLock[];
  readonly unseen?: Pick<UnseenNode, 'code' | 'message' | 'details' | 'tryThis'>;
}

/** Locks on every node of the region; a silent node is a value. */
export async function listLocks(tools: Tools, open: OpenRegion): Promise<NodeLocks[]> {
  return Promise.all(
    open.region.nodes.map(async (node) => {
      try {
        const { docker } = await tools.nodes.connect(node);
        return { node, locks: await knowing(docker, node.name, () => readLocks(docker)) };
      } catch (error) {
        if (!(error instanceof KnownError)) throw error;
        const { code, message, details, tryThis } = error;
        return { node, locks: [], unseen: { code, message, details, tryThis } };
      }
    }),
  );
}

/** Releases the lock of that id: a person says that its holder is dead. */
export async function releaseLock(tools: Tools, open: OpenRegion, id: string): Promise<SeenLock> {
  const all = await listLocks(tools, open);
  const found = all.flatMap(({ node, locks }) =>
    locks.filter(({ lockId }) => id.length >= 6 && lockId.startsWith(id)).map((lock) => ({ node, lock })),
  );
  const [one, ...more] = found;
  if (!one || more.length > 0)
    throw new KnownError('USAGE', `${one ? 'several locks begin' : 'no lock begins'} with ${id}`, {
      tryThis: ['tend lock list'],
    });
  const { docker } = await tools.nodes.connect(one.node);
  if (await knowing(docker, one.node.name, () => breakLock(docker, tools.clock, one.lock))) return one.lock;
  throw new KnownError('LOCK_HELD', `${one.lock.what}: its holder is alive, the lock moved just now`, {
    tryThis: ['tend lock list'],
  });
}
