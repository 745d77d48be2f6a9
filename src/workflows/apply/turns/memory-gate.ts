import type { AppName } from '../../../model/brand.js';
import type { ServiceSpec } from '../../../model/service-spec.js';
import type { Clock } from '../../../tools/clock.js';
import type { FreeMemory } from '../../../tools/docker.js';

/** Lets apps of one node start beside each other only while its memory allows it. */
export interface MemoryGate {
  /** Waits for memory; undefined: go; else what is free although nothing of this run is under way any more. */
  readonly enter: (app: AppName, wants: WantedMemory) => Promise<LowMemory | undefined>;
  /** Its containers run, or it has ended: what it takes is seen in the node's own figures from now on. */
  readonly hasStarted: (app: AppName) => void;
  readonly hasEnded: (app: AppName) => void;
}

interface WantedMemory {
  readonly bytes: number;
  /** A change to what runs already: it waits only as long as something else is under way, and is never given up. */
  readonly mustGo: boolean;
}

/** In bytes. */
export interface LowMemory {
  readonly free: number;
  readonly wanted: number;
}

export interface GateTools {
  /** Undefined: the node does not tell, nobody waits. */
  readonly freeMemory: () => Promise<FreeMemory | undefined>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onWait: (app: AppName) => void;
}

const megabyte = 1024 * 1024;
const pollMs = 2_000;
/** So long after the last step of this run has ended memory may still come back; then nothing more is started. */
const patienceMs = 30_000;

/** The first app starts as ever, for nobody can tell what a person wants there; each further one waits for its memory. */
export function memoryGate({ freeMemory, clock, signal, onWait }: GateTools): MemoryGate {
  const starting = new Map<AppName, number>();
  const underWay = new Set<AppName>();
  let isFirst = true;
  let patience = patienceMs;
  let quietSince = clock.monotonic();

  async function enter(app: AppName, wants: WantedMemory): Promise<LowMemory | undefined> {
    const first = isFirst;
    isFirst = false;
    const low = first ? undefined : await waitForMemory(app, wants);
    if (low) return low;
    starting.set(app, wants.bytes);
    underWay.add(app);
    return undefined;
  }

  async function waitForMemory(app: AppName, { bytes, mustGo }: WantedMemory): Promise<LowMemory | undefined> {
    const since = clock.monotonic();
    while (!signal.aborted) {
      const memory = await freeMemory().catch(() => undefined);
      const low = memory && missingMemory(memory, bytes, sum(starting.values()));
      if (!low || (mustGo && underWay.size === 0)) return undefined;
      if (underWay.size === 0 && clock.monotonic() - Math.max(since, quietSince) >= patience) return giveUp(low);
      onWait(app);
      await clock.sleep(pollMs, signal);
    }
    return undefined;
  }

  /** Those behind need not wait as long again. */
  function giveUp(low: LowMemory): LowMemory {
    patience = 0;
    return low;
  }

  function hasEnded(app: AppName): void {
    starting.delete(app);
    underWay.delete(app);
    quietSince = clock.monotonic();
  }

  return { enter, hasStarted: (app) => void starting.delete(app), hasEnded };
}

/** What must stay free for what runs: a twentieth of the machine, 128 MB at least and 512 MB at most. */
export function memoryToLeave(total: number): number {
  return Math.min(Math.max(total / 20, 128 * megabyte), 512 * megabyte);
}

/** What an app may want as it starts: what its services reserve, 64 MB a task where they say nothing. */
export function memoryWanted(specs: readonly ServiceSpec[]): number {
  return sum(specs.map(wantedByService));
}

function wantedByService({ TaskTemplate, Mode }: ServiceSpec): number {
  const resources = TaskTemplate.Resources as { Reservations?: { MemoryBytes?: number } } | undefined;
  const reserved = resources?.Reservations?.MemoryBytes ?? 0;
  return (Mode?.Replicated?.Replicas ?? 1) * (reserved > 0 ? reserved : 64 * megabyte);
}

function missingMemory({ total, free }: FreeMemory, wants: number, promised: number): LowMemory | undefined {
  const wanted = memoryToLeave(total) + wants;
  return free - promised >= wanted ? undefined : { free: Math.max(0, free - promised), wanted };
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((all, one) => all + one, 0);
}
