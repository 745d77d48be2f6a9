import { checkSwarms } from '../../observe/check-swarms.js';
import { observeRegion } from '../../observe/observe-region.js';
import type { Tell } from '../../model/event.js';
import type { ImportEnd, ImportNotice } from '../../model/import-end.js';
import type { Plan } from '../../model/plan.js';
import type { Node } from '../../model/region.js';
import type { Tools } from '../../tools/tools.js';
import { planRegion } from '../plan/plan-region.js';
import { openRegion } from '../region/open-region.js';
import { openRecipes, type Recipes } from '../plan/open-recipes.js';
import { foldApps } from './fold-apps.js';
import { openTarget, type ImportTarget, type RegionChoice } from './open-target.js';
import { pinServers, type OfferedKey } from './pin-servers.js';
import { readAbraApps } from './read-abra-apps.js';
import { nodeNames, resolveServer } from './resolve-server.js';
import { writeImport } from './write-import.js';

export interface ImportWish extends RegionChoice {
  /** The region's folder: with a region.yml already, or not yet. */
  readonly folder: string;
  readonly abraFolder: string;
  /** Shows a key that a server offers and asks. */
  readonly approve: (offered: OfferedKey) => Promise<boolean>;
  readonly tell: Tell;
}

/**
 * Takes an ABRA_DIR over: reads every .env, looks at the servers, writes (or adds to) a region repo that says the same in
 * the fewest lines, and plans, to prove it. Nothing is written on a server, nothing is published.
 */
export async function importRegion(tools: Tools, wish: ImportWish): Promise<ImportEnd> {
  const found = await readAbraApps(tools.files, wish.abraFolder);
  const target = await openTarget(tools.files, wish, found);
  const servers = await findServers(tools, found.servers, target);
  const { nodes, notices } = await pinServers(
    tools,
    servers.map(({ node }) => node),
    wish.approve,
  );
  const nodeOf = new Map(servers.map(({ server }, at) => [server, nodes[at]]));
  const seen = await observeRegion(
    { nodes: tools.nodes, clock: tools.clock, tell: wish.tell },
    nodes.filter(isReachable),
  );
  checkSwarms(seen);
  const recipes = openRecipes(tools);
  const folded = await foldApps(tools, { found, recipes, target, nodeOf, seen, abraFolder: wish.abraFolder });
  const done = await writeImport(tools, {
    folder: wish.folder,
    target,
    nodes,
    folded,
    subject: `Import ${folded.apps.length} apps from abra`,
  });
  const plan = await prove(tools, { folder: wish.folder, recipes });
  return {
    folder: wish.folder,
    newRegion: target.isNew,
    servers: found.servers.length,
    apps: folded.apps.map(({ key }) => key),
    notDeployed: folded.apps.filter(({ app }) => app.state === 'absent').map(({ key }) => key),
    ...done,
    leftOut: [...found.leftOut, ...folded.leftOut],
    notices: [...found.notices.map(oddNotice), ...notices, ...folded.notices.map(oddNotice)],
    plan,
  };
}

function oddNotice(text: string): ImportNotice {
  return { kind: 'odd', text };
}

/** Nothing is applied: it does not matter that another manifest of this region may have been applied from here before. */
async function prove(tools: Tools, { folder, recipes }: Proof): Promise<Plan> {
  const open = await openRegion(tools, folder);
  return planRegion(tools, open, { recipes, olderManifest: true, tell: () => undefined });
}

interface Proof {
  readonly folder: string;
  readonly recipes: Recipes;
}

/** A node for each server of abra's: the one that the region has already, or a new one. */
async function findServers(tools: Tools, servers: readonly string[], { nodes }: ImportTarget) {
  const names = nodeNames(servers);
  return Promise.all(
    servers.map(async (server) => {
      const node = await resolveServer(tools, server, names.get(server) ?? server);
      return { server, node: nodes.find((known) => isSame(known, node, server)) ?? node };
    }),
  );
}

function isSame(known: Node, node: Node, server: string): boolean {
  return known.host === node.host || known.host === server || known.name === server;
}

function isReachable({ host, hostKey }: Node): boolean {
  return host === 'local' || hostKey !== undefined;
}
