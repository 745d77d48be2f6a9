import { DockerError } from '../model/docker-error.js';
import { KnownError } from '../model/known-error.js';
import type { ObservedService } from '../model/observation.js';
import type { Raw } from '../tools/docker.js';
import { isAsPlanned, planStale } from './is-as-planned.js';
import type { StepContext, TouchedService } from './step-context.js';
import { waitUntilGone } from './wait-until-gone.js';

type Touch = (service: TouchedService) => void;

const goneMs = 120_000;

/**
 * Removes an app's services, then its own networks and configs; volumes and secrets stay. Services other than the plan
 * showed: PLAN_STALE, nothing is removed. Something that does not go: STEP_PARTIAL, naming it.
 */
export async function undeployStack(context: StepContext, touch: Touch): Promise<void> {
  const { step } = context;
  const services = await context.look();
  for (const service of services) if (!isAsPlanned(step, service.name, service)) throw planStale(step, service.name);
  await removeServices(context, services, touch);
  await removeRest(context);
}

/** Once its services are gone: waits for their tasks, then removes networks and configs. STEP_PARTIAL names what stays. */
export async function removeRest(context: StepContext): Promise<void> {
  const { docker, step } = context;
  const isGone = await waitUntilGone(context, goneMs);
  const networks = await removeOwn(context, await docker.networks({ stack: step.stack }), (id) =>
    docker.removeNetwork(id),
  );
  const configs = await removeOwn(context, await docker.configs({ stack: step.stack }), (id) =>
    docker.removeConfig(id),
  );
  // A removal that a person stopped is not a finished one.
  context.fence();
  const left = [
    ...(isGone ? [] : ['tasks that do not end']),
    ...networks.map((name) => `the network ${name}`),
    ...configs.map((name) => `the config ${name}`),
  ];
  if (left.length > 0) throw leftBehind(context, left);
}

/** Removes the services that the recipe no longer has, once the others have settled. */
export async function removeGoneServices(context: StepContext, touch: Touch): Promise<void> {
  const { step } = context;
  const gone = new Set(
    step.services.filter(({ kind }) => kind === 'remove').map(({ service }) => `${step.stack}_${service}`),
  );
  if (gone.size === 0) return;
  const there = (await context.look()).filter(({ name }) => gone.has(name));
  await removeServices(context, there, touch);
}

async function removeServices(
  { docker, step, fence, tell }: StepContext,
  services: readonly ObservedService[],
  touch: Touch,
): Promise<void> {
  for (const service of services) {
    const { id, name, tasks } = service;
    fence();
    if (!isAsPlanned(step, name, service)) throw planStale(step, name);
    tell('services', name);
    await docker.removeService(id).catch(unlessMissing);
    touch({ id, name, kind: 'removed', tasksBefore: new Set(tasks.map((task) => task.id)) });
  }
}

/** Names of those that Docker did not let go. */
async function removeOwn(
  context: StepContext,
  found: readonly Raw[],
  remove: (id: string) => Promise<void>,
): Promise<string[]> {
  const left: string[] = [];
  for (const raw of found) {
    context.fence();
    const id = String(raw['ID'] ?? raw['Id']);
    if (!(await removeOnceUnused(context, () => remove(id)))) left.push(nameOf(raw));
  }
  return left;
}

/** True once it is removed; false where it is still in use after ten seconds. */
async function removeOnceUnused({ clock, signal }: StepContext, remove: () => Promise<void>): Promise<boolean> {
  for (let tries = 0; tries < 20 && !signal.aborted; tries++) {
    const refused = await remove().then(() => false, isStillInUse);
    if (!refused) return true;
    await clock.sleep(500, signal);
  }
  return false;
}

function isStillInUse(error: unknown): boolean {
  if (!(error instanceof DockerError)) throw error;
  return error.status !== 404;
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof DockerError) || error.status !== 404) throw error;
}

function nameOf(raw: Raw): string {
  return String(raw['Name'] ?? (raw['Spec'] as Raw | undefined)?.['Name']);
}

function leftBehind({ step }: StepContext, left: readonly string[]): KnownError {
  return new KnownError(
    'STEP_PARTIAL',
    `${step.app}: its services are removed, but this is still there: ${left.join(', ')}`,
    {
      tryThis: [
        `look what still uses it, on ${step.node}: docker ps --all, docker network inspect`,
        `then again: tend apply --app ${step.app} --remove ${step.app}`,
      ],
    },
  );
}
