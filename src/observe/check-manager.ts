import { KnownError } from '../model/known-error.js';
import type { Raw } from '../tools/docker.js';
import { list, part, text } from './raw.js';

/** Throws where the node is no manager of a swarm, with the command that mends it. `info` is GET /info. */
export function checkManager(info: Raw, name: string): void {
  const swarm = part(info, 'Swarm');
  const state = swarm['LocalNodeState'];
  // A manager without a leader keeps that word and forgets which cluster it belongs to.
  if (swarm['ControlAvailable'] === true && !text(part(swarm, 'Cluster'), 'ID')) throw noQuorum(name);
  if (swarm['ControlAvailable'] === true) return;
  if (state === 'active') throw noManager(name, swarm);
  if (state === 'locked') throw lockedSwarm(name);
  // A manager that was started again without the others stays `pending` or `error` until they are back.
  if (state === 'pending' || state === 'error') throw noQuorum(name);
  throw noSwarm(name);
}

function noSwarm(name: string): KnownError {
  return new KnownError('SWARM_MISSING', `${name}: Docker runs there, but without a swarm`, {
    tryThis: ['on the server: docker swarm init'],
  });
}

function noManager(name: string, swarm: Raw): KnownError {
  const managers = managerAddresses(swarm);
  return new KnownError('SWARM_WORKER', `${name}: this server is a worker; only a manager can be asked`, {
    ...(managers.length === 0 ? {} : { details: [`managers of its swarm: ${managers.join(', ')}`] }),
    tryThis: [
      `put a manager as host of ${name} into region.yml`,
      `or make it one, on a manager: docker node promote ${text(swarm, 'NodeID') ?? name}`,
    ],
  });
}

function managerAddresses(swarm: Raw): string[] {
  return list(swarm, 'RemoteManagers').map((manager) => text(manager, 'Addr') ?? '');
}

function lockedSwarm(name: string): KnownError {
  return new KnownError('SWARM_NO_QUORUM', `${name}: its swarm is locked since Docker was started again`, {
    tryThis: ['on the server, with the unlock key: docker swarm unlock'],
  });
}

/** The swarm has lost too many of its managers to decide anything. */
function noQuorum(name: string): KnownError {
  return new KnownError('SWARM_NO_QUORUM', `${name}: its swarm has too few managers left to decide anything`, {
    tryThis: [
      'start the other managers again',
      'if they are lost for good, on this server: docker swarm init --force-new-cluster',
    ],
  });
}
