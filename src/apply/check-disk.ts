import { KnownError } from '../model/known-error.js';
import type { StepContext } from './step-context.js';

const needed = 512 * 1024 * 1024;

/** Refuses a step on a node that has no room for a new image; a node that does not tell passes. */
export async function checkDisk({ docker, step }: StepContext): Promise<void> {
  const free = await docker.freeBytes();
  if (free === undefined || free >= needed) return;
  throw new KnownError(
    'DISK_FULL',
    `${step.node}: only ${Math.floor(free / 1024 / 1024)} MB free where Docker keeps its images, ${step.app} was not touched`,
    {
      tryThis: [
        `look what takes the room, on ${step.node}: docker system df`,
        'old images go with: docker image prune -a',
      ],
    },
  );
}
