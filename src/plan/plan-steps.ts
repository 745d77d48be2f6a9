import type { AppName } from '../model/brand.js';
import { given } from '../model/given.js';
import type { SeenNode, UnseenNode } from '../model/observation.js';
import type { Plan, PlannedNode, PlanNotice } from '../model/plan.js';
import type { App } from '../model/region.js';
import type { Step } from '../model/step.js';
import { findDroppedFields } from './find-dropped-fields.js';
import { findLocks } from './find-locks.js';
import { findNewerDigests } from './find-newer-digests.js';
import { findNotUp } from './find-not-up.js';
import { findStrangers } from './find-strangers.js';
import { holdSharedSecrets } from './hold-shared-secrets.js';
import { holdMissingNeeds } from './hold-missing-needs.js';
import { orderSteps } from './order-steps.js';
import { planApp } from './plan-app.js';
import type { PlanInput } from './plan-input.js';

/** Compares what is wanted with what was seen. Pure: the same input gives the same plan. */
export function planSteps(input: PlanInput): Plan {
  const nodes = new Map(input.seen.filter((node) => node.reachable).map((node) => [node.node, node]));
  const about = input.seen.filter(({ node }) => !input.neededOnly?.has(node));
  const planned = input.wanted.map((wanted) => ({ wanted, node: nodes.get(wanted.app.node) }));
  const steps = planned.flatMap(({ wanted, node }) => (node ? (planApp(input, wanted, node) ?? []) : []));
  const withStep = new Set(steps.map((step) => step.app));
  const asWanted = planned.filter(
    ({ wanted, node }) => node && wanted.app.state === 'present' && !withStep.has(wanted.app.name),
  );
  return {
    version: 1,
    region: input.region.name,
    madeAt: input.madeAt,
    readSeconds: input.readSeconds,
    manifest: input.manifest,
    nodes: input.region.nodes
      .filter((node) => nodes.has(node.name))
      .map((node) => ({
        name: node.name,
        ...given({ provider: node.provider }),
        ...whatIsThere(
          nodes.get(node.name),
          asWanted.flatMap(({ wanted: { app } }) => (app.node === node.name ? [app] : [])),
        ),
      })),
    steps: holdSharedSecrets(
      holdMissingNeeds(orderSteps(steps), { region: input.region, nodes, released: input.released }),
    ),
    unreachable: about.filter((node): node is UnseenNode => !node.reachable),
    unplanned: input.unplanned ?? [],
    strangers: findStrangers(
      input,
      about.filter((node) => node.reachable),
    ),
    notices: [...wholeNotices(input, steps), ...noticesOfNodes(input, nodes)],
  };
}

function noticesOfNodes(input: PlanInput, nodes: ReadonlyMap<string, SeenNode>): PlanNotice[] {
  const locks = findLocks(
    input.wanted.map(({ app }) => app),
    nodes,
  );
  return [...locks, ...findNewerDigests(input, nodes), ...findDroppedFields(input.wanted, nodes)];
}

/** Apps that nothing is to be changed at: those that run, and those that do not. */
function whatIsThere(node: SeenNode | undefined, apps: readonly App[]): Pick<PlannedNode, 'asWanted' | 'notUp'> {
  const notUp = node ? findNotUp(apps, node) : [];
  const asWanted = apps.map(({ name }) => name).filter((name) => !notUp.some(({ app }) => app === name));
  return { asWanted, ...(notUp.length === 0 ? {} : { notUp }) };
}

function wholeNotices(input: PlanInput, steps: readonly Step[]): PlanNotice[] {
  const dangling = new Set(input.record.dangling.map((open) => open.app));
  const open = [...dangling].map((app): PlanNotice => ({ app, text: openWords(app, input) }));
  const dirty = input.manifest.dirty ? [{ text: 'the manifest has edits that are not committed' }] : [];
  const stale = input.record.fresh
    ? []
    : [{ text: 'the changelog does not answer: this plan rests on what was known before' }];
  const spooled =
    input.record.spooled > 0 ? [{ text: `${input.record.spooled} entries wait on this machine to be published` }] : [];
  const volumes = steps.flatMap((step) => looseVolumes(input, step));
  return [...glassNotices(input), ...dirty, ...stale, ...spooled, ...open, ...volumes];
}

function glassNotices({ record: { unconfirmed = [] } }: PlanInput): PlanNotice[] {
  return unconfirmed.map(({ id, by, at }) => ({
    text: `GLASS BROKEN by ${by} at ${at}: no witness saw it; a second person looks, then: tend changelog confirm ${id.slice(0, 8)}`,
  }));
}

function openWords(app: AppName, input: PlanInput): string {
  const open = input.record.dangling.find((step) => step.app === app);
  return `an apply of ${open?.at ?? '?'} announced ${app} and left no outcome: the next apply looks and closes it`;
}

/** A volume in a swarm of several follows no service to another node. */
function looseVolumes(input: PlanInput, step: Step): PlanNotice[] {
  const node = input.seen.find((seen): seen is SeenNode => seen.reachable && seen.node === step.node);
  if (!node || node.swarm.nodes.length < 2) return [];
  const loose = step.specs.services.filter((spec) => {
    const constraints = spec.TaskTemplate.Placement?.['Constraints'];
    const hasVolume = (spec.TaskTemplate.ContainerSpec.Mounts ?? []).some((mount) => mount.Type === 'volume');
    return hasVolume && !(Array.isArray(constraints) && constraints.length > 0);
  });
  return loose.map((spec) => ({
    node: step.node,
    app: step.app,
    text: `${spec.Name} has a volume and no placement constraint in a swarm of ${node.swarm.nodes.length}: on another node it would start empty`,
  }));
}
