import pLimit, { type LimitFunction } from 'p-limit';
import pRetry from 'p-retry';
import type { Duplex } from 'node:stream';
import { KnownError } from '../../model/known-error.js';
import type { Clock } from '../clock.js';
import type { Environment } from '../environment.js';
import type { Programs } from '../programs.js';
import type { SshConnection } from './ssh-connection.js';
import { isSshFailure, mayPassLater, sshFailure } from './ssh-failure.js';
import type { SshKey } from './ssh-key.js';
import { bastionRefused, readKnownKeys } from './read-known-keys.js';
import { openSsh } from './open-ssh.js';
import { sshSentence } from './ssh-sentence.js';
import { resolveTarget, type SshTarget, type Wanted } from './ssh-target.js';

/** Reaches hosts by ssh; a bastion is connected once for all that lies behind it. */
export interface Hosts {
  reach(wanted: Wanted, how: HowToReach): Promise<Reached>;
  closeAll(): void;
  readonly environment: Environment;
  readonly clock: Clock;
}

interface HowToReach {
  readonly expected: readonly SshKey[];
  readonly checkHostKey: (offered: Buffer) => void;
  /** Name for sentences. */
  readonly name: string;
  readonly timeoutMs: number;
}

export interface Reached {
  readonly ssh: SshConnection;
  readonly target: SshTarget;
}

/** sshd drops callers at ten that have not logged in yet (MaxStartups 10:30:100). */
const atOncePerHost = 8;
const deepestJump = 8;

interface World {
  readonly environment: Environment;
  readonly programs: Programs;
  readonly limits: Map<string, LimitFunction>;
  readonly bastions: Map<string, Promise<SshConnection>>;
}

export function makeHosts(environment: Environment, programs: Programs, clock: Clock): Hosts {
  const world: World = { environment, programs, limits: new Map(), bastions: new Map() };
  return {
    environment,
    clock,
    reach: (wanted, how) => reach(world, wanted, how),
    closeAll() {
      for (const bastion of world.bastions.values()) bastion.then((ssh) => ssh.close()).catch(() => {});
      world.bastions.clear();
    },
  };
}

async function reach(world: World, wanted: Wanted, how: HowToReach): Promise<Reached> {
  const target = await resolveTarget(wanted, world.environment, world.programs);
  const nearest = target.jumps[0] ?? target;
  const ssh = await limitFor(world, nearest)(() => reachInTime(world, target, how));
  return { ssh, target };
}

function limitFor(world: World, host: { host: string; port?: number | undefined }): LimitFunction {
  const key = `${host.host}:${host.port ?? 22}`;
  const limit = world.limits.get(key) ?? pLimit(atOncePerHost);
  world.limits.set(key, limit);
  return limit;
}

/** The deadline covers jumps and tries alike; it begins when it is our turn. */
async function reachInTime(world: World, target: SshTarget, how: HowToReach): Promise<SshConnection> {
  const signal = AbortSignal.timeout(how.timeoutMs);
  try {
    return await pRetry(() => attemptOnce(world, target, { ...how, signal }), {
      retries: 12,
      minTimeout: 150,
      maxTimeout: 2000,
      randomize: true,
      maxRetryTime: how.timeoutMs,
      shouldRetry: ({ error }) => mayPassLater(error) && !signal.aborted,
    });
  } catch (error) {
    throw inWords(error, { name: how.name, target, seconds: Math.round(how.timeoutMs / 1000) });
  }
}

function inWords(error: unknown, whom: Parameters<typeof sshSentence>[1]): unknown {
  if (error instanceof KnownError) return error;
  if (isSshFailure(error)) return sshSentence(error, whom);
  const late = (error as { name?: unknown } | undefined)?.name === 'TimeoutError';
  return late ? sshSentence(sshFailure('network', error), whom) : error;
}

/** How long, and for how long still. */
interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

async function attemptOnce(world: World, target: SshTarget, how: HowToReach & Patience): Promise<SshConnection> {
  const attempt = attemptOf(world, target, how);
  return Promise.race([attempt, rejectedAfter(how.signal)]).catch((error: unknown) => {
    attempt.then((ssh) => ssh.close()).catch(() => {});
    throw error;
  });
}

async function attemptOf(world: World, target: SshTarget, how: HowToReach & Patience): Promise<SshConnection> {
  const through = await throughJumps(world, target, how);
  const { expected, checkHostKey, signal } = how;
  return openSsh({ target, expected, checkHostKey, signal, through });
}

/** The last word on a deadline; the attempt itself speaks first, for it knows how far it came. */
function rejectedAfter(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => setImmediate(() => reject(signal.reason as Error)), { once: true });
  });
}

/** A channel from the last bastion to the target; each bastion is reached through those before it. */
async function throughJumps(world: World, target: SshTarget, patience: Patience): Promise<Duplex | undefined> {
  const last = target.jumps.at(-1);
  if (!last) return undefined;
  if (target.jumps.length > deepestJump) throw tooManyJumps(target);
  const bastion = await reachBastion(world, { last, before: target.jumps.slice(0, -1) }, patience);
  return bastion.openTcp(target.host, target.port).catch((error: unknown) => {
    throw sshFailure('network', error);
  });
}

interface WayToBastion {
  readonly last: Wanted;
  readonly before: readonly Wanted[];
}

function reachBastion(world: World, way: WayToBastion, patience: Patience): Promise<SshConnection> {
  const key = JSON.stringify(way);
  const known = world.bastions.get(key);
  if (known) return known;
  const opening = openBastion(world, way, patience);
  world.bastions.set(key, opening);
  opening.then((ssh) => ssh.onClose(forget), forget);
  return opening;

  function forget(): void {
    world.bastions.delete(key);
  }
}

async function openBastion(world: World, way: WayToBastion, patience: Patience): Promise<SshConnection> {
  const own = await resolveTarget(way.last, world.environment, world.programs);
  // `Host *` with a ProxyJump also matches the bastion itself.
  const ownJumps = own.jumps.filter((jump) => jump.host !== way.last.host);
  const target = { ...own, jumps: way.before.length > 0 ? way.before : ownJumps };
  const known = await readKnownKeys(target, world.programs);
  const through = await throughJumps(world, target, patience);
  const attempt = { target, expected: known, checkHostKey, signal: patience.signal, through };
  return openSsh(attempt).catch((error: unknown) => {
    if (mayPassLater(error)) throw error;
    const seconds = Math.round(patience.timeoutMs / 1000);
    throw inWords(error, { name: `${target.alias} (bastion)`, target, seconds });
  });

  function checkHostKey(offered: Buffer): void {
    if (!known.some((key) => key.blob.equals(offered))) throw bastionRefused(target, known, offered);
  }
}

function tooManyJumps(target: SshTarget): KnownError {
  return new KnownError('NODE_UNREACHABLE', `${target.alias}: more than ${deepestJump} jumps lead to it`, {
    tryThis: [`look for a circle of ProxyJump: ssh -G ${target.alias}`],
  });
}
