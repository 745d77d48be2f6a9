import type { ObservedService, SeenNode } from '../model/observation.js';
import type { App } from '../model/region.js';
import type { IntentStep, OutcomeEntry } from '../model/entry.js';
import { effectOf } from '../model/step-kinds.js';
import type { Record as LogRecord, RecordedKeep, RecordedStep } from '../model/record.js';

/** What of an app is there on its node. */
export interface RunningApp {
  readonly services: readonly ObservedService[];
  /** Version that the labels tell; undefined: nothing runs, or its labels say none. */
  readonly version?: string;
}

/** Finds an app's services on its node by the name of its stack. */
export function findRunningApp(app: App, node: SeenNode): RunningApp {
  const services = node.services.filter((service) => service.stack === app.stack);
  const version = services
    .map((service) => runningVersion(service.spec.Labels, app.stack))
    .find((found) => found !== undefined);
  return version === undefined ? { services } : { services, version };
}

/** Version in abra's label `coop-cloud.<stack>.version`, or the older `….app.version`; an empty label says none. */
export function runningVersion(labels: Readonly<Record<string, string>>, stack: string): string | undefined {
  return [labels[`coop-cloud.${stack}.version`], labels[`coop-cloud.${stack}.app.version`]].find(Boolean);
}

/** What the record knows of an app on its node: what was seen there last, by an outcome or when a change from outside was kept. */
export interface LastSeen {
  readonly observed: NonNullable<OutcomeEntry['observed']>;
  /** The app was taken away on purpose. */
  readonly undeployed: boolean;
  readonly at: string;
}

/** The newest entry that vouches for an app on its node; undefined where tend never saw it there. */
export function lastSeen(app: Pick<App, 'name' | 'node'>, record: LogRecord): LastSeen | undefined {
  const isHere = (one: { readonly app: string; readonly node: string }) =>
    one.app === app.name && one.node === app.node;
  const kept = (record.kept ?? []).filter(isHere).map(seenWhenKept);
  let seen: LastSeen | undefined;
  for (const step of record.history.filter(isHere)) {
    const keptBefore = kept.findLast(({ at }) => at <= step.at);
    seen = seenAfter(step, newer(seen, keptBefore)) ?? seen;
  }
  return newer(seen, kept.at(-1));
}

function seenWhenKept({ entry, at }: RecordedKeep): LastSeen {
  return { observed: entry.observed, undeployed: false, at };
}

function newer(seen: LastSeen | undefined, kept: LastSeen | undefined): LastSeen | undefined {
  return kept && (!seen || kept.at >= seen.at) ? kept : seen;
}

function seenAfter({ step, outcome, at }: RecordedStep, before: LastSeen | undefined): LastSeen | undefined {
  if (!outcome?.observed) return undefined;
  if (outcome.result === 'aborted' || onlyMadeSecrets(step)) return before && vouchForTouched(outcome, before, at);
  const undeployed = effectOf(step) === 'goes' && outcome.result === 'done';
  return { observed: outcome.observed, undeployed, at: outcome.time };
}

/** As far as the record tells: it names no image and no env key, and nobody released a change from outside. */
function onlyMadeSecrets({ kind, images, env, secrets, released }: IntentStep): boolean {
  const keys = [...env.added, ...env.changed, ...env.removed];
  return kind === 'change' && secrets.length > 0 && images.length + keys.length === 0 && !released.includes('drift');
}

/** Making a secret, or giving up before anything was sent, says nothing of services that nobody touched since it was announced: older sight counts. */
function vouchForTouched({ observed, time }: OutcomeEntry, before: LastSeen, since: string): LastSeen {
  const isTouched = ({ updated }: { readonly updated: string }) => updated >= since;
  const touched = observed?.services.filter(isTouched) ?? [];
  const others = before.observed.services.filter(({ name }) => !touched.some((service) => service.name === name));
  return { ...before, observed: { ...before.observed, services: [...others, ...touched] }, at: time };
}
