import { given } from '../model/given.js';
import { compareVersions } from '../model/recipe-version.js';
import type { StackName } from '../model/brand.js';
import type { SeenNode } from '../model/observation.js';
import type { App } from '../model/region.js';
import { sourceWords } from '../model/source-words.js';
import type { StackSpecs } from '../model/stack-specs.js';
import { stepKinds, type StepKind } from '../model/step-kinds.js';
import type { KeyChanges, ServiceChange, Step } from '../model/step.js';
import { isRecordCarrier } from './is-record-carrier.js';
import { noSpecs } from './no-specs.js';
import { compareServices } from './compare-services.js';
import { holdStep } from './hold-step.js';
import { keysChanged } from './keys-changed.js';
import { keepRunningOrder } from './keep-running-order.js';
import { findService, pinImage, resolvedImage } from './pin-images.js';
import type { PlanInput, WantedApp } from './plan-input.js';
import { findRunningApp, type RunningApp } from './running-app.js';
import { startAgain } from './start-again.js';

/** The step that brings one app to what is wanted; undefined where it is as wanted. */
export function planApp(input: PlanInput, wanted: WantedApp, node: SeenNode): Step | undefined {
  const running = findRunningApp(wanted.app, node);
  const { specs, services } = wantedChanges(input, wanted, { node, running });
  if (wanted.app.state === 'absent' && !hasOwn(node, wanted.app.stack)) return undefined;
  const missing = missingObjects(specs, wanted, node);
  const same = wanted.app.state === 'present' && services.every((service) => service.kind === 'unchanged');
  if (same && missing.secrets.length === 0 && missing.configs.length === 0 && missing.networks.length === 0)
    return undefined;
  if (input.asMade?.has(wanted.app.name)) return undefined;
  const step = makeStep({
    wanted,
    running,
    specs,
    services,
    node,
    missing,
    carriesRecord: isRecordCarrier(wanted.app, input.region),
  });
  return holdStep({ input, wanted, node, running, step });
}

function wantedChanges(
  input: PlanInput,
  wanted: WantedApp,
  { node, running }: { node: SeenNode; running: RunningApp },
): Pick<Parts, 'specs' | 'services'> {
  const specs = wanted.app.state === 'absent' ? noSpecs(wanted.app.stack) : pinnedSpecs(input, wanted, node);
  const changes = { specs, services: compareServices(running, specs) };
  return input.triedBefore.has(wanted.app.name) ? startAgain(running, changes, input.madeAt) : changes;
}

/** Services, networks or configs of the stack: an undeploy that died half-way leaves the latter behind. */
function hasOwn({ services, networks, configs }: SeenNode, stack: StackName): boolean {
  return [...services, ...networks, ...configs].some((seen) => seen.stack === stack);
}

interface Parts {
  readonly wanted: WantedApp;
  readonly running: RunningApp;
  readonly specs: StackSpecs;
  readonly services: readonly ServiceChange[];
  readonly node: SeenNode;
  readonly missing: ReturnType<typeof missingObjects>;
  readonly carriesRecord: boolean;
}

function makeStep({ wanted, running, specs, services, node, missing, carriesRecord }: Parts): Step {
  const { app, recipe, rendered } = wanted;
  const to = recipe.version ?? recipe.commit;
  const kind = stepKind(wanted, running, to);
  const env = keysChanged(running, specs);
  const versions = versionsOnTheWay(recipe.versions, running.version, to);
  return {
    kind,
    app: app.name,
    node: app.node,
    stack: app.stack,
    engine: app.engine,
    cause: stepKinds[kind].cause,
    held: [],
    released: [],
    recipe: {
      name: recipe.name,
      ...given({ from: running.version }),
      to,
      commit: recipe.commit,
    },
    services,
    env,
    ...originsOf(wanted, running, env),
    ...missing,
    ...valuesToFillIn(app),
    needs: app.needs,
    rests: { swarm: node.swarm.id, services: running.services.map(({ name, id, index }) => ({ name, id, index })) },
    specs,
    notes: versions
      .flatMap((version) => ({ version, text: recipe.notes.get(version) ?? '' }))
      .filter((note) => note.text !== ''),
    notices: rendered.notices,
    ...given({ steward: app.steward }),
    domains: [app.domain, ...app.alsoAt],
    critical: app.critical,
    carriesRecord,
  };
}

function valuesToFillIn({ envFrom = {}, state }: App): Pick<Step, 'values'> {
  const values = Object.entries(envFrom).map(([key, source]) => ({ key, source: sourceWords(source) }));
  return values.length === 0 || state === 'absent' ? {} : { values };
}

/** Of a new app all that it gets, else what comes or changes. */
function originsOf({ app, rendered }: WantedApp, running: RunningApp, env: KeyChanges): Pick<Step, 'origins'> {
  const told = new Set([...env.added, ...env.changed]);
  const isNew = running.services.length === 0;
  const found = Object.entries(app.origins ?? {}).filter(([key]) => (isNew && key in rendered.env) || told.has(key));
  return found.length === 0 || app.state === 'absent' ? {} : { origins: Object.fromEntries(found) };
}

/** Of a commit nobody can say whether it is newer than what runs. */
function stepKind({ app, recipe }: WantedApp, running: RunningApp, to: string): StepKind {
  if (app.state === 'absent') return 'undeploy';
  if (running.services.length === 0) return 'deploy';
  if (recipe.version === undefined || running.version === undefined || running.version === to) return 'change';
  return compareVersions(running.version, to) < 0
    ? 'upgrade'
    : compareVersions(running.version, to) > 0
      ? 'downgrade'
      : 'change';
}

function versionsOnTheWay(versions: readonly string[], from: string | undefined, to: string): string[] {
  if (from === undefined) return [];
  return versions.filter((version) => compareVersions(version, from) > 0 && compareVersions(version, to) <= 0);
}

function pinnedSpecs(input: PlanInput, { app, rendered }: WantedApp, node: SeenNode): StackSpecs {
  const services = rendered.specs.services.map((spec) => {
    const running = findService(node, spec.Name);
    const resolved = resolvedImage(input.images, app.node, spec);
    const pinned = pinImage(spec, input.refresh && resolved ? undefined : running, resolved);
    return running ? keepRunningOrder(pinned, running.spec) : pinned;
  });
  return { ...rendered.specs, services };
}

function missingObjects(specs: StackSpecs, { rendered, app }: WantedApp, node: SeenNode) {
  const has = (list: readonly { readonly name: string }[], name: string) => list.some((seen) => seen.name === name);
  const absent = app.state === 'absent';
  return {
    secrets: absent
      ? []
      : rendered.secrets
          .filter((secret) => !has(node.secrets, secret.name))
          .map(({ key, name, make }) => ({ key, name, make })),
    configs: specs.configs.map((config) => config.Name).filter((name) => !has(node.configs, name)),
    networks: specs.networks.map((network) => network.Name).filter((name) => !has(node.networks, name)),
    sharedNetworks: specs.externalNetworks.filter((name) => name === 'proxy' && !has(node.networks, name)),
  };
}
