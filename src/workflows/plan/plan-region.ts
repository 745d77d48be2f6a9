import { chooseRemovals } from './choose-removals.js';
import { given } from '../../model/given.js';
import type { Observation, ObservedService, SeenNode } from '../../model/observation.js';
import type { Plan } from '../../model/plan.js';
import type { HeldReason } from '../../model/step.js';
import type { Tell } from '../../model/event.js';
import { checkSwarms } from '../../observe/check-swarms.js';
import { observeRegion } from '../../observe/observe-region.js';
import { hideRunning } from '../../plan/hide-values.js';
import type { PlanInput, WantedApp } from '../../plan/plan-input.js';
import { planSteps } from '../../plan/plan-steps.js';
import { registryAuths } from '../../tools/registry-auths.js';
import type { ReadingTools } from '../../tools/tools.js';
import { withRecordedCommit } from './absent-app.js';
import { asMadeNotices, findAsMade } from '../abra/find-as-made.js';
import { engineNotices } from './check-engines.js';
import { checkManifestAge } from './check-manifest-age.js';
import { chooseApps, type Choice } from '../region/choose-apps.js';
import { findTriedBefore } from './find-tried-before.js';
import { nodesToLookAt } from './nodes-to-look-at.js';
import type { RegionToPlan } from '../region/open-region.js';
import type { Recipes } from './open-recipes.js';
import { readWanted } from './read-wanted.js';
import { plannableApps } from './unplanned-apps.js';
import { resolveImages } from './resolve-images.js';

export interface PlanOptions extends Choice {
  readonly released?: readonly HeldReason[];
  /** Apps whose removal a person confirmed by name. */
  readonly removals?: readonly string[];
  readonly refreshImages?: boolean;
  /** Go on although the manifest does not contain the one applied last. */
  readonly olderManifest?: boolean;
  /** Recipes that were read already. */
  readonly recipes?: Recipes;
  /** Milliseconds until a silent node is given up. */
  readonly timeoutMs?: number;
  /** Hears what happens. */
  readonly tell: Tell;
}

/** Reads record, recipes and nodes, and compares: the plan. Changes nothing anywhere. */
export async function planRegion(tools: ReadingTools, open: RegionToPlan, options: PlanOptions): Promise<Plan> {
  const started = tools.clock.monotonic();
  const { record, wanted, unplanned, seen, neededOnly } = await gather(tools, open, options);
  if (!options.olderManifest) await checkManifestAge(tools, open, record);
  checkSwarms(seen);
  const reached = new Map(seen.filter((node): node is SeenNode => node.reachable).map((node) => [node.node, node]));
  const auths = registryAuths(open.region.registries, tools);
  const refresh = options.refreshImages ?? false;
  const input: PlanInput = {
    region: open.region,
    wanted,
    unplanned,
    seen,
    neededOnly,
    record,
    manifest: open.manifest,
    images: await resolveImages(tools, open.region, { wanted, seen: reached, refresh, auths }),
    refresh,
    triedBefore: await findTriedBefore(tools, open, { wanted, record }),
    released: new Set(options.released),
    removalsConfirmed: new Set(chooseRemovals(open.region, options)),
    madeAt: tools.clock.now(),
    readSeconds: Math.round((tools.clock.monotonic() - started) / 100) / 10,
  };
  return planWithEngines(tools, open, input);
}

/** The plan, without what abra would make the same way again, and with what is to be said of the engines. */
async function planWithEngines(tools: ReadingTools, open: RegionToPlan, input: PlanInput): Promise<Plan> {
  const first = planSteps(input);
  const asMade = input.refresh ? new Set<string>() : await findAsMade(tools, open, { plan: first, input });
  const plan = asMade.size === 0 ? first : planSteps({ ...input, asMade });
  const apps = input.wanted.map(({ app }) => app);
  return { ...plan, notices: [...plan.notices, ...asMadeNotices(asMade), ...(await engineNotices(tools, apps))] };
}

/** Record, recipes and nodes, all at the same time. */
async function gather(tools: ReadingTools, open: RegionToPlan, options: PlanOptions) {
  const apps = chooseApps(open.region, options);
  const { about, neededOnly } = nodesToLookAt(open.region, options, apps);
  const patience = options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs };
  const [record, read, seen] = await Promise.all([
    open.changelog.read({ offlineOk: true }),
    readWanted(tools, open.region, { apps, ...given({ recipes: options.recipes }) }),
    observeRegion({ nodes: tools.nodes, clock: tools.clock, tell: options.tell, ...patience }, [
      ...about,
      ...neededOnly,
    ]),
  ]);
  const { wanted, unplanned } = plannableApps(read);
  const known = wanted.map((one) => withRecordedCommit(one, record));
  const hidden = seen.map((node) => withHiddenValues(node, known));
  return { record, wanted: known, unplanned, seen: hidden, neededOnly: new Set(neededOnly.map(({ name }) => name)) };
}

/** What runs, with the values that no plan may hold hidden. */
function withHiddenValues(node: Observation, wanted: readonly WantedApp[]): Observation {
  if (!node.reachable) return node;
  const here = wanted.filter(({ app, values }) => app.node === node.node && values);
  const services = here.reduce<readonly ObservedService[]>(
    (running, { rendered: { specs }, values = new Map() }) => hideRunning(running, { specs, values }),
    node.services,
  );
  return { ...node, services };
}
