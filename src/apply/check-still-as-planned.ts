import { KnownError } from '../model/known-error.js';
import type { StepContext } from './step-context.js';

/** What the plan rests on must still be so: the same swarm, the same services with the same Version.Index; else PLAN_STALE. */
export async function checkStillAsPlanned({ docker, step, look }: StepContext): Promise<void> {
  const [swarm, now] = await Promise.all([docker.swarm(), look()]);
  if (swarm['ID'] !== step.rests.swarm)
    throw stale(step.app, `${step.node} is another swarm than planned: nothing was changed`);
  const key = (service: { id: string; index: number }) => `${service.id} ${service.index}`;
  const planned = new Set(step.rests.services.map(key));
  if (now.length === planned.size && now.every((service) => planned.has(key(service)))) return;
  throw stale(step.app, `${step.app} on ${step.node} is not as it was when the plan was made: nothing was changed`);
}

function stale(app: string, message: string): KnownError {
  return new KnownError('PLAN_STALE', message, { tryThis: [`tend plan --app ${app}`] });
}
