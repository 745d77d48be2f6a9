import type { Clock } from '../tools/clock.js';
import type { Docker } from '../tools/docker.js';
import { lockLabels, swapLabels, type SeenLock } from './lock-config.js';

/** Removes a lock whose id a person named: wins its labels first, so that a beating holder notices. */
export async function breakLock(docker: Docker, clock: Clock, lock: SeenLock): Promise<boolean> {
  const request = { ...lock, node: '', holder: 'nobody', reason: 'released by hand' };
  if (!(await swapLabels(docker, lock, lockLabels(request, `broken ${lock.lockId}`, clock.now())))) return false;
  await docker.removeConfig(lock.configId);
  return true;
}
