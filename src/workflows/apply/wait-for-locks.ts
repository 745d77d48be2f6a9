import { readLocks, type SeenLock } from '../../apply/lock-config.js';
import type { LockWait } from '../../apply/lock-wait.js';
import { waitForLease } from '../../apply/take-lock.js';
import { KnownError } from '../../model/known-error.js';
import { nodeOf } from '../../model/node-of.js';
import type { App } from '../../model/region.js';
import type { Docker } from '../../tools/docker.js';
import type { Tools } from '../../tools/tools.js';
import { chooseApps } from '../region/choose-apps.js';
import type { OpenRegion } from '../region/open-region.js';
import type { ApplyOptions } from './apply-options.js';

interface Waiting {
  readonly tools: Tools;
  readonly options: Pick<ApplyOptions, 'apps' | 'nodes' | 'tell' | 'signal'>;
  readonly wait: LockWait | undefined;
}

/**
 * Where a person lets the run wait: until nobody holds a lock of the chosen apps any more, so that what is planned then is
 * not out of date once the locks are taken. After the time is up the run goes on, and is refused where it needs the lock.
 */
export async function waitForLocks(open: OpenRegion, { tools, options, wait }: Waiting): Promise<void> {
  if (wait === undefined) return;
  const apps = Map.groupBy(chooseApps(open.region, options), ({ node }) => node);
  await Promise.all(
    [...apps].map(async ([name, onNode]) => {
      const node = nodeOf(open.region, name);
      const docker = node && (await tools.nodes.connect(node).catch(unlessKnown))?.docker;
      if (docker) await waitOnNode({ tools, options, wait }, onNode, docker);
    }),
  );
}

async function waitOnNode({ tools, options, wait }: Waiting, apps: readonly App[], docker: Docker): Promise<void> {
  const held = (await readLocks(docker)).map((lock) => ({ lock, app: apps.find(({ stack }) => stack === lock.what) }));
  await Promise.all(held.map(waitForOne));

  async function waitForOne({ lock, app }: { readonly lock: SeenLock; readonly app: App | undefined }): Promise<void> {
    if (!app) return;
    options.tell({ type: 'step-waiting', app: app.name, node: app.node, for: 'lock' });
    let now: SeenLock | undefined = lock;
    while (now && tools.clock.monotonic() < (wait?.until ?? 0))
      now = await waitForLease({ docker, clock: tools.clock }, now, { signal: options.signal });
  }
}

/** Planning says of a node why it does not answer. */
function unlessKnown(error: unknown): undefined {
  if (!(error instanceof KnownError)) throw error;
}
