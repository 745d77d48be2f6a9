import { createHash } from 'node:crypto';
import { DockerError } from '../model/docker-error.js';
import { lockLabel } from '../model/lock-label.js';
import type { Docker, Raw } from '../tools/docker.js';

/** A lock as it stands on a node: labels of a config, whose Version.Index tells whether its holder is alive. */
export interface SeenLock {
  readonly configId: string;
  readonly index: number;
  readonly lockId: string;
  readonly what: string;
  readonly holder: string;
  readonly reason: string;
  readonly since: string;
  readonly leaseSeconds: number;
}

export interface LockRequest {
  /** Stack, or another name of what is locked (`network:proxy`). */
  readonly what: string;
  readonly node: string;
  readonly holder: string;
  readonly reason: string;
  readonly leaseSeconds: number;
}

export type LockLabels = Readonly<Record<string, string>>;

const prefix = 'tend-lock-';
const oneByte = Buffer.from('.').toString('base64');

/** Name of the config that is the lock of a stack. */
export function lockName(what: string): string {
  return prefix + createHash('sha256').update(what).digest('hex').slice(0, 32);
}

/** All locks on a node. */
export async function readLocks(docker: Pick<Docker, 'configs'>): Promise<SeenLock[]> {
  return (await docker.configs()).filter((raw) => nameOf(raw).startsWith(prefix)).map(seenLock);
}

/** The lock of one stack; undefined where nobody holds it. */
export async function readLock(docker: Docker, what: string): Promise<SeenLock | undefined> {
  const name = lockName(what);
  const found = (await docker.configs({ name })).find((raw) => nameOf(raw) === name);
  return found && seenLock(found);
}

/** A lock whose config is known, for signs of life; undefined where it is gone. */
export async function readLockAgain(docker: Pick<Docker, 'config'>, configId: string): Promise<SeenLock | undefined> {
  try {
    return seenLock(await docker.config(configId));
  } catch (error) {
    if (error instanceof DockerError && error.status === 404) return undefined;
    throw error;
  }
}

/** Makes the config that is the lock; its id, or undefined where it is there already. */
export async function createLock(docker: Docker, what: string, labels: LockLabels): Promise<string | undefined> {
  return docker.createConfig({ Name: lockName(what), Labels: labels, Data: oneByte }).catch((error: unknown) => {
    if (error instanceof DockerError && error.status === 409) return undefined;
    throw error;
  });
}

/** Labels of a lock; `beat` goes up with each sign of life. */
export function lockLabels(request: LockRequest, lockId: string, beat: string): LockLabels {
  const { what, holder, reason, leaseSeconds } = request;
  const values = { id: lockId, what, holder, reason, lease: String(leaseSeconds), beat };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [lockLabel(key), value]));
}

/**
 * Compare-and-swap of a lock's labels; false for the one who comes second (Docker answers 500, so: read again, never
 * match text).
 */
export async function swapLabels(
  docker: Docker,
  lock: Pick<SeenLock, 'configId' | 'index' | 'what'>,
  labels: LockLabels,
): Promise<boolean> {
  try {
    await docker.updateConfigLabels(lock.configId, lock.index, {
      Name: lockName(lock.what),
      Labels: labels,
      Data: oneByte,
    });
    return true;
  } catch (error) {
    if (!(error instanceof DockerError)) throw error;
    const after = await docker.config(lock.configId).catch(() => undefined);
    const now = after ? labelsIn(after) : {};
    return ['id', 'beat'].every((key) => now[lockLabel(key)] === labels[lockLabel(key)]);
  }
}

function seenLock(raw: Raw): SeenLock {
  const labels = labelsIn(raw);
  return {
    configId: String(raw['ID']),
    index: Number((raw['Version'] as Raw)['Index']),
    lockId: labels[lockLabel('id')] ?? '',
    what: labels[lockLabel('what')] ?? nameOf(raw),
    holder: labels[lockLabel('holder')] ?? 'somebody',
    reason: labels[lockLabel('reason')] ?? '',
    since: String(raw['CreatedAt']),
    leaseSeconds: Number(labels[lockLabel('lease')] ?? 30),
  };
}

function labelsIn(raw: Raw): Record<string, string> {
  return ((raw['Spec'] as Raw)['Labels'] ?? {}) as Record<string, string>;
}

function nameOf(raw: Raw): string {
  return String((raw['Spec'] as Raw)['Name']);
}
