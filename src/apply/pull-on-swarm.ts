import { createHash } from 'node:crypto';
import { given } from '../model/given.js';
import { KnownError } from '../model/known-error.js';
import type { ServiceSpec } from '../model/service-spec.js';
import type { Raw } from '../tools/docker.js';
import type { StepContext } from './step-context.js';

const prefix = 'tend-pull-';
const timeoutMs = 15 * 60_000;

/**
 * Fetches an image on every node that may run the service: a global service whose command does not exist, one task
 * a node. The image is there once its task is past `preparing`; a bad image is `rejected`. (A global job would retry for ever.)
 */
export async function pullOnSwarm(context: StepContext, spec: ServiceSpec): Promise<void> {
  const { docker, authFor, fence, tell } = context;
  const image = spec.TaskTemplate.ContainerSpec.Image;
  const name = prefix + createHash('sha256').update(`${context.step.stack} ${image}`).digest('hex').slice(0, 32);
  await removePullServices(context, name);
  fence();
  tell('pulling', image.split('@')[0]);
  const id = await docker.createService(pullSpec(name, image, spec), await authFor(image));
  try {
    await waitUntilPulled(context, id, image);
  } finally {
    await docker.removeService(id);
  }
}

/** Removes what an earlier run left behind. */
async function removePullServices({ docker }: StepContext, name: string): Promise<void> {
  for (const raw of await docker.services({ name })) await docker.removeService(String(raw['ID']));
}

function pullSpec(name: string, image: string, spec: ServiceSpec): ServiceSpec {
  const placement = spec.TaskTemplate.Placement;
  return {
    Name: name,
    Labels: {},
    TaskTemplate: {
      ContainerSpec: { Image: image, Command: ['/.none'] },
      RestartPolicy: { Condition: 'none' },
      ...given({ Placement: placement }),
    },
    Mode: { Global: {} },
  };
}

async function waitUntilPulled({ docker, clock, signal, step }: StepContext, id: string, image: string): Promise<void> {
  const deadline = clock.monotonic() + timeoutMs;
  const early = new Set(['new', 'allocated', 'pending', 'assigned', 'accepted', 'preparing']);
  while (clock.monotonic() < deadline && !signal.aborted) {
    const states = (await docker.tasks({ service: id })).map((task) => task['Status'] as Raw);
    const rejected = states.find((status) => status['State'] === 'rejected');
    if (rejected && isMissingImage(rejected)) throw pullFailed(step.app, image, rejected);
    if (states.length > 0 && states.every((status) => !early.has(String(status['State'])))) return;
    await clock.sleep(300, signal);
  }
  if (!signal.aborted) throw pullFailed(step.app, image, undefined);
}

/** `rejected` comes for a missing image and for the missing command alike: only the latter has made a container. */
function isMissingImage(status: Raw): boolean {
  return !(status['ContainerStatus'] as Raw | undefined)?.['ContainerID'];
}

function pullFailed(app: string, image: string, status: Raw | undefined): KnownError {
  return new KnownError(
    'IMAGE_PULL_FAILED',
    `${app}: not every node could fetch ${image.split('@')[0] ?? image}; what runs was not touched`,
    {
      details: status
        ? [typeof status['Err'] === 'string' ? status['Err'] : '']
        : [`no end after ${timeoutMs / 60_000} minutes`],
      tryThis: ['tend doctor'],
    },
  );
}
