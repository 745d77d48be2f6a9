import type { Node } from '../../model/region.js';
import type { Clock } from '../../tools/clock.js';
import type { ReadingNodes } from '../../tools/nodes.js';
import type { ReadingTools } from '../../tools/tools.js';
import type { WatchedLog } from './watched-log.js';
import { watchLogs, type WatchRound, type WatchWishes } from './watch-logs.js';

export interface KeepWatching extends WatchWishes {
  readonly everyMs: number;
  /** Ends it, after the look that runs. */
  readonly signal: AbortSignal;
}

/** Docker tells of one change in several events: looked at once they have been told. */
const settleMs = 3_000;

/** Looks again and again until the signal; at once where a node tells of a change. Gives the last look. */
export async function keepWatching(
  tools: ReadingTools,
  logs: readonly WatchedLog[],
  wishes: KeepWatching,
): Promise<WatchRound> {
  const { signal, everyMs } = wishes;
  const waker = openWaker(tools.clock, signal);
  const followers = logs.flatMap((log) => (log.nodes ? (log.own?.region.nodes ?? []) : []).map(followLater));
  let round = await watchLogs(tools, logs, wishes);
  let next = tools.clock.monotonic() + everyMs;
  while (!signal.aborted) {
    const woken = await waker.wait(Math.max(0, next - tools.clock.monotonic()));
    if (signal.aborted) break;
    const own = logs.filter(({ nodes }) => nodes);
    round = await watchLogs(tools, woken ? own : logs, wishes);
    if (!woken) next = tools.clock.monotonic() + everyMs;
  }
  await Promise.all(followers);
  return round;

  function followLater(node: Node): Promise<void> {
    return followNode(tools, node, { signal, everyMs, wake: waker.wake });
  }
}

interface Waker {
  readonly wake: () => void;
  /** True: woken; false: the time has come, or it is over. */
  wait(ms: number): Promise<boolean>;
}

function openWaker(clock: Clock, signal: AbortSignal): Waker {
  let alarm = new AbortController();
  return {
    wake: () => alarm.abort(),
    async wait(ms) {
      await clock.sleep(ms, AbortSignal.any([signal, alarm.signal]));
      if (!alarm.signal.aborted) return false;
      await clock.sleep(settleMs, signal);
      alarm = new AbortController();
      return true;
    },
  };
}

interface Following {
  readonly signal: AbortSignal;
  readonly everyMs: number;
  readonly wake: () => void;
}

/** Listens to a node; one that cannot be reached is tried again at the pace of the looks, which tell of it. */
async function followNode(
  { nodes, clock }: { readonly nodes: ReadingNodes; readonly clock: Clock },
  node: Node,
  { signal, everyMs, wake }: Following,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const { docker } = await nodes.connect(node);
      for await (const _ of docker.events(signal, { type: ['service'] })) wake();
    } catch {
      // The next look says in words what is wrong with the node.
    }
    if (!signal.aborted) await clock.sleep(everyMs, signal);
  }
}
