import { DockerError } from '../model/docker-error.js';
import { KnownError } from '../model/known-error.js';
import type { ServiceSpec } from '../model/service-spec.js';
import { pullOnSwarm } from './pull-on-swarm.js';
import { servicesToSend } from './services-to-send.js';
import type { StepContext } from './step-context.js';

/** Fetches the images of changed services before anything that runs is touched. */
export async function prePull(context: StepContext): Promise<void> {
  const nodes = await context.docker.nodes();
  for (const spec of firstOfEachImage(servicesToSend(context.step))) {
    if (nodes.length === 1) await pullHere(context, spec.TaskTemplate.ContainerSpec.Image);
    else await pullOnSwarm(context, spec);
  }
}

async function pullHere({ docker, authFor, tell, step, signal }: StepContext, image: string): Promise<void> {
  if (await docker.image(image)) return;
  const [name = image] = image.split('@');
  tell('pulling', name);
  try {
    const pulling = docker.pullImage(image, await authFor(image), (says) => tell('pulling', `${name}, ${says}`));
    await Promise.race([pulling, stopped(signal)]);
  } catch (error) {
    if (error instanceof KnownError && error.code !== 'IMAGE_PULL_FAILED') throw error;
    throw new KnownError(
      'IMAGE_PULL_FAILED',
      `${step.app}: ${step.node} could not fetch ${image.split('@')[0] ?? image}; what runs was not touched`,
      {
        details: error instanceof DockerError || error instanceof KnownError ? [error.message] : [],
        tryThis: [
          `tend doctor --node ${step.node}`,
          'a private registry needs its user and password under registries: in region.yml',
        ],
        cause: error,
      },
    );
  }
}

/** Docker goes on with a pull until the connection ends: nobody who said stop waits for that. */
function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = () =>
      reject(
        new KnownError('INTERRUPTED', 'stopped while images were fetched; nothing was changed', {
          tryThis: ['to go on, run the same command again'],
        }),
      );
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function firstOfEachImage(specs: readonly ServiceSpec[]): ServiceSpec[] {
  return [...new Map(specs.map((spec) => [spec.TaskTemplate.ContainerSpec.Image, spec])).values()];
}
