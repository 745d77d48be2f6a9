import { KnownError } from '../model/known-error.js';
import type { ServiceChange } from '../model/step.js';
import type { StepContext } from './step-context.js';

const needed = 512 * 1024 * 1024;

/**
 * Refuses a step that brings a new image to a node without room for it; a node that does not tell passes, and so does a step
 * that brings none: what takes an app away must work where the disk is full.
 */
export async function checkDisk({ docker, step }: StepContext): Promise<void> {
  if (!step.services.some(bringsImage)) return;
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

function bringsImage({ kind, image }: ServiceChange): boolean {
  return kind === 'create' || (kind === 'update' && image !== undefined);
}
