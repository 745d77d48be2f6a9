import { nodeOf } from '../../model/node-of.js';
import type { App } from '../../model/region.js';
import type { NodeConnection, Nodes } from '../../tools/nodes.js';
import type { ReadingDocker } from '../../tools/docker.js';
import { chooseOneApp } from './choose-apps.js';
import type { OpenRegion } from './open-region.js';

/** The one app of that name, and Docker on its node. */
export async function reachApp<D extends ReadingDocker>(
  nodes: Nodes<D>,
  open: OpenRegion,
  name: string,
): Promise<{ app: App; docker: NodeConnection<D>['docker'] }> {
  const app = chooseOneApp(open.region, name);
  const node = nodeOf(open.region, app.node);
  if (!node) throw new Error(`no node ${app.node}`);
  const { docker } = await nodes.connect(node);
  return { app, docker };
}
