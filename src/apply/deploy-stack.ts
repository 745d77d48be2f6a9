import { unlessThere } from './unless-there.js';
import { DockerError } from '../model/docker-error.js';
import { fillInValues, mapTexts } from '../model/hidden-value.js';
import { KnownError } from '../model/known-error.js';
import type { ObservedService } from '../model/observation.js';
import type { ServiceSpec } from '../model/service-spec.js';
import type { ConfigSpec } from '../model/stack-specs.js';
import type { Docker, Raw } from '../tools/docker.js';
import { fillInIds, readIds } from './fill-in-ids.js';
import { isAsPlanned, planStale } from './is-as-planned.js';
import { makeOwnSecrets } from './make-own-secrets.js';
import { servicesToSend } from './services-to-send.js';
import type { StepContext, TouchedService } from './step-context.js';
import { effectOf } from '../model/step-kinds.js';
import { waitForFormerNetworks } from './wait-for-former-networks.js';
import { retryWords } from './retry-words.js';

/** Sends an app's specs: secrets, configs and networks at once, then the services that need them, one after the other. */
export async function deployStack(context: StepContext, touch: (service: TouchedService) => void): Promise<void> {
  await waitForFormerNetworks(context);
  await doAll([...makeSecrets(context), ...makeOwnSecrets(context), ...makeConfigs(context), ...makeNetworks(context)]);
  await sendServices(context, touch);
}

type Job = () => Promise<void>;

/** All at once; what is under way ends before a failure is told. */
async function doAll(jobs: readonly Job[]): Promise<void> {
  const ended = await Promise.allSettled(jobs.map((job) => job()));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

function makeSecrets({ step, secrets, docker, fence, tell }: StepContext): Job[] {
  return step.secrets.map(({ name }) => {
    const data = secrets.get(name);
    if (!data)
      throw new KnownError('STEP_FAILED', `${step.app}: nobody gave the secret ${name}`, { tryThis: retryWords(step) });
    return async () => {
      fence();
      tell('secrets', name);
      await unlessThere(docker.createSecret({ Name: name, Labels: {}, data }));
    };
  });
}

function makeConfigs({ step, docker, fence, tell }: StepContext): Job[] {
  const wanted = new Set(step.configs);
  const configs = step.specs.configs.filter(({ Name }) => wanted.has(Name));
  return configs.map((config) => async () => {
    fence();
    tell('configs', config.Name);
    await unlessThere(docker.createConfig(config), () => hasConfig(docker, config));
  });
}

/** Jobs that make the networks which apps share (`proxy`) and the node lacks. */
export function makeSharedNetworks({ step, docker, fence, tell }: StepContext): (() => Promise<void>)[] {
  return step.sharedNetworks.map((Name) => async () => {
    fence();
    tell('networks', Name);
    await unlessThere(docker.createNetwork({ Name, Driver: 'overlay', Attachable: true, Labels: {} }));
  });
}

/** Where nothing runs all networks are asked for: those that the plan saw may be gone by now. */
function makeNetworks(context: StepContext): Job[] {
  const { step, docker, fence, tell } = context;
  const wanted = new Set(step.networks);
  const own = step.specs.networks.filter(({ Name }) => wanted.has(Name) || effectOf(step) === 'comes');
  const make = own.map((network) => async () => {
    fence();
    tell('networks', network.Name);
    await unlessThere(docker.createNetwork(network));
  });
  return [...makeSharedNetworks(context), ...make];
}

/** A run that was cut short left it: the same content under that name is as good. */
async function hasConfig(docker: Docker, { Name, Data }: ConfigSpec): Promise<boolean> {
  const there = (await docker.configs({ name: Name })).map((raw) => raw['Spec'] as Raw);
  return there.some((spec) => spec['Name'] === Name && spec['Data'] === Data);
}

async function sendServices(context: StepContext, touch: (service: TouchedService) => void): Promise<void> {
  const [ids, before] = await Promise.all([readIds(context.docker), context.look()]);
  for (const spec of servicesToSend(context.step)) {
    context.fence();
    context.tell('services', spec.Name);
    const running = before.find((service) => service.name === spec.Name);
    if (!isAsPlanned(context.step, spec.Name, running)) throw planStale(context.step, spec.Name);
    touch(await sendService(context, withValues(context, fillInIds(spec, ids)), running));
  }
}

/** Only here, on their way to the node, do specs hold values that nobody may see. */
function withValues({ step, values }: StepContext, spec: ServiceSpec): ServiceSpec {
  const wanted = step.values ?? [];
  const missing = wanted.find(({ key }) => !values?.has(key));
  if (missing)
    throw new KnownError('STEP_FAILED', `${step.app}: nobody gave the variable ${missing.key}`, {
      tryThis: retryWords(step),
    });
  return mapTexts(spec, (text) => fillInValues(text, (name) => values?.get(name)?.reveal()));
}

/** Docker takes the spec only where the service still is what the plan showed: its Version.Index of then goes along. */
async function sendService(
  { docker, step, authFor, look }: StepContext,
  spec: ServiceSpec,
  running: ObservedService | undefined,
): Promise<TouchedService> {
  const auth = await authFor(spec.TaskTemplate.ContainerSpec.Image);
  const tasksBefore = new Set(running?.tasks.map((task) => task.id));
  try {
    if (!running) return { id: await docker.createService(spec, auth), name: spec.Name, kind: 'created', tasksBefore };
    await docker.updateService(running.id, running.index, spec, auth);
    return { id: running.id, name: spec.Name, kind: 'updated', tasksBefore, before: running };
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    const now = (await look()).find((service) => service.name === spec.Name);
    throw isAsPlanned(step, spec.Name, now) ? error : planStale(step, spec.Name);
  }
}
