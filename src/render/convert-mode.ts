import type { ServiceMode } from '../model/service-spec.js';
import type { ComposeDeploy } from './compose-deploy-schema.js';
import { invalidCompose } from './invalid-compose.js';
import { given } from '../model/given.js';

/** `deploy.mode` and `deploy.replicas`. */
export function convertMode(where: string, { mode = 'replicated', replicas }: ComposeDeploy): ServiceMode {
  if (mode.startsWith('global') && replicas !== undefined)
    throw invalidCompose(`${where}.replicas`, `cannot stand beside mode ${mode}`, 'leave replicas out');
  switch (mode) {
    case 'global':
      return { Global: {} };
    case 'global-job':
      return { GlobalJob: {} };
    case 'replicated':
    case '':
      return { Replicated: given({ Replicas: replicas }) };
    case 'replicated-job':
      return { ReplicatedJob: given({ MaxConcurrent: replicas, TotalCompletions: replicas }) };
    default:
      throw invalidCompose(`${where}.mode`, `is ${mode}, which a swarm does not know`, 'use replicated or global');
  }
}
