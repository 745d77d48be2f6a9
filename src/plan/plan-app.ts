import { given } from '../model/given.js';
import { compareVersions } from '../model/recipe-version.js';
import type { StackName } from '../model/brand.js';
import type { SeenNode } from '../model/observation.js';
import type { App } from '../model/region.js';
import { sourceWords } from '../model/source-words.js';
import type { StackSpecs } from '../model/stack-specs.js';
import { stepKinds } from '../model/step-kinds.js';
import type { KeyChanges, ReleaseNote, ServiceChange, Step } from '../model/step.js';
import { chooseKind } from './choose-kind.js';
import { compareServices } from './compare-services.js';
import { holdStep } from './hold-step.js';
import { isRecordCarrier } from './is-record-carrier.js';
import { keepRunningOrder } from './keep-running-order.js';
import { keysChanged } from './keys-changed.js';
import { missingObjects } from './missing-objects.js';
import { noSpecs } from './no-specs.js';
import { findService, pinImage, resolvedImage } from './pin-image.js';
import type { PlanInput, WantedApp } from './plan-input.js';
import { findRunningApp, lastSeen, type RunningApp } from './running-app.js';
import { startAgain } from './start-again.js';
import { withoutUnknownFields } from './without-unknown-fields.js';
import { withFormerValues } from './with-former-values.js';

/** The step that brings one app to what is wanted; undefined where it is as wanted. */
export function planApp(input: PlanInput, wanted: WantedApp, node: SeenNode): Step | undefined {
  const { app } = wanted;
  const running = findRunningApp(app, node);
  if (app.state === 'absent' && !hasOwn(node, app.stack)) return undefined;
  const changes = wantedChanges(input, wanted, { node, running });
  const missing = missingObjects(changes.specs, wanted, node);
  if (isAsWanted(app, changes, missing) || input.asMade?.has(app.name)) return undefined;
  const step: Step = {
    ...factsOf(app),
    ...versionChange(wanted, running),
    ...envChange(wanted, running, changes.specs),
    ...changes,
    ...missing,
    held: [],
    released: [],
    rests: { swarm: node.swarm.id, services: running.services.map(({ name, id, index }) => ({ name, id, index })) },
    notices: wanted.rendered.notices,
    carriesRecord: isRecordCarrier(app, input.region),
  };
  return holdStep({ input, wanted, node, running, step });
}

/** Services, networks or configs of the stack: an undeploy that died half-way leaves the latter behind. */
function hasOwn({ services, networks, configs }: SeenNode, stack: StackName): boolean {
  return [...services, ...networks, ...configs].some((seen) => seen.stack === stack);
}

interface Changes {
  readonly specs: StackSpecs;
  readonly services: readonly ServiceChange[];
}

function wantedChanges(
  input: PlanInput,
  wanted: WantedApp,
  { node, running }: { node: SeenNode; running: RunningApp },
): Changes {
  const specs = wanted.app.state === 'absent' ? noSpecs(wanted.app.stack) : pinnedSpecs(input, wanted, node);
  const last = lastSeen(wanted.app, input.record);
  const compared = compareServices(running, specs);
  const changes = { specs, services: withFormerValues(compared, running, { last, stack: specs.stack }) };
  return input.triedBefore.has(wanted.app.name) ? startAgain(running, changes, input.madeAt) : changes;
}

function pinnedSpecs(input: PlanInput, { app, rendered }: WantedApp, node: SeenNode): StackSpecs {
  const specs = specsFor(node, rendered.specs);
  const services = specs.services.map((spec) => {
    const running = findService(node, spec.Name);
    const resolved = resolvedImage(input.images, app.node, spec);
    const pinned = pinImage(spec, input.refresh && resolved ? undefined : running, resolved);
    return running ? keepRunningOrder(pinned, running.spec) : pinned;
  });
  return { ...specs, services };
}

/** As the engine there will store them: an older one drops what it does not know. */
function specsFor({ swarm }: SeenNode, specs: StackSpecs): StackSpecs {
  return withoutUnknownFields(specs, swarm.engineVersion).specs;
}

function isAsWanted(
  app: App,
  { services }: Changes,
  { secrets, configs, networks }: Pick<Step, 'secrets' | 'configs' | 'networks'>,
): boolean {
  const isSame = app.state === 'present' && services.every(({ kind }) => kind === 'unchanged');
  return isSame && secrets.length + configs.length + networks.length === 0;
}

/** What the manifest says of the app, whatever runs. */
function factsOf(app: App) {
  const { stack, engine, node, needs, critical } = app;
  const domains = [app.domain, ...app.alsoAt];
  return { app: app.name, node, stack, engine, needs, critical, domains, ...given({ steward: app.steward }) };
}

function versionChange(wanted: WantedApp, running: RunningApp): Pick<Step, 'kind' | 'cause' | 'recipe' | 'notes'> {
  const { name, commit, version } = wanted.recipe;
  const kind = chooseKind(wanted, running);
  const recipe = { name, ...given({ from: running.version }), to: version ?? commit, commit };
  return { kind, cause: stepKinds[kind].cause, recipe, notes: notesOnTheWay(wanted, recipe) };
}

function notesOnTheWay({ recipe: { versions, notes } }: WantedApp, { from, to }: Step['recipe']): ReleaseNote[] {
  if (from === undefined) return [];
  return versions
    .filter((version) => compareVersions(version, from) > 0 && compareVersions(version, to) <= 0)
    .flatMap((version) => ({ version, text: notes.get(version) ?? '' }))
    .filter(({ text }) => text !== '');
}

function envChange(
  wanted: WantedApp,
  running: RunningApp,
  specs: StackSpecs,
): Pick<Step, 'env' | 'origins' | 'values'> {
  const env = keysChanged(running, specs);
  if (wanted.app.state === 'absent') return { env };
  return { env, ...given({ origins: originsOf(wanted, running, env), values: valuesToFillIn(wanted.app) }) };
}

/** Of a new app all that it gets, else what comes or changes; undefined where that is nothing. */
function originsOf({ app, rendered }: WantedApp, running: RunningApp, env: KeyChanges): Step['origins'] {
  const told = new Set([...env.added, ...env.changed]);
  const isNew = running.services.length === 0;
  const found = Object.entries(app.origins ?? {}).filter(([key]) => (isNew && key in rendered.env) || told.has(key));
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function valuesToFillIn({ envFrom = {} }: App): Step['values'] {
  const values = Object.entries(envFrom).map(([key, source]) => ({ key, source: sourceWords(source) }));
  return values.length === 0 ? undefined : values;
}
