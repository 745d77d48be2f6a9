import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Timestamp } from '../../model/brand.js';
import { given } from '../../model/given.js';
import type { ReadingTools } from '../../tools/tools.js';
import { alarmAsJson, type AlarmJson } from '../../watch/alarm-as-json.js';
import { isLogTrouble } from '../../watch/finding.js';
import type { KeptAlarm, WatchState } from '../../watch/watch-state.js';
import { openDeliverer, type Deliverer, type Delivery } from './open-deliverer.js';
import { lookOnce, type Looked } from './look-once.js';
import { waitForOthers } from './wait-for-others.js';
import type { WatchedLog } from './watched-log.js';

export interface WatchWishes {
  readonly silentHours: number;
  readonly takeAsKnown: boolean;
  readonly delivery: Delivery;
  readonly signal?: AbortSignal;
}

/** What a look at all logs saw. */
export interface WatchRound {
  readonly at: Timestamp;
  readonly logs: readonly WatchedResult[];
  /** What was told this time. */
  readonly news: readonly AlarmJson[];
  /** 0: nothing is wrong; 3: something waits for a person; 12: a log is in doubt. */
  readonly exitStatus: 0 | 3 | 12;
}

interface WatchedResult {
  readonly origin: string;
  readonly remote: string;
  readonly reached: boolean;
  readonly size?: number;
  /** Nodes that were seen. */
  readonly nodes: readonly string[];
  /** What is wrong, told now or before. */
  readonly alarms: readonly AlarmJson[];
}

/** A forge that does not answer takes half a minute: more than one is asked at once. */
const atOnce = 4;

/** Looks at each log once, tells what is new, and remembers it. Trouble with one does not keep the others waiting. */
export async function watchLogs(
  tools: ReadingTools,
  logs: readonly WatchedLog[],
  wishes: WatchWishes,
): Promise<WatchRound> {
  const folder = join(tools.environment.stateFolder, 'watched');
  const release = await waitForOthers(tools, folder, wishes.signal);
  try {
    return await lookAtAll(tools, logs, { ...wishes, folder });
  } finally {
    await release?.();
  }
}

async function lookAtAll(
  tools: ReadingTools,
  logs: readonly WatchedLog[],
  wishes: WatchWishes & { readonly folder: string },
): Promise<WatchRound> {
  const { folder } = wishes;
  const deliverer = await openDeliverer({ ...tools, folder }, wishes.delivery);
  const [looking, telling] = [pLimit(atOnce), pLimit(1)];
  const watched = await Promise.all(
    logs.map((log) =>
      looking(async () => {
        if (wishes.signal?.aborted) return [];
        const watching = await lookOnce(tools, log, wishes);
        return [await telling(() => tellNews(tools, watching, deliverer))];
      }),
    ),
  );
  const done = watched.flat();
  const failed = await deliverer.end(tools.clock.now());
  return {
    at: tools.clock.now(),
    logs: done.map(({ result }) => result),
    news: done.flatMap(({ news }) => news),
    exitStatus: statusOf([...done.flatMap(({ kept }) => kept), ...failed]),
  };
}

interface Told {
  readonly result: WatchedResult;
  readonly news: readonly AlarmJson[];
  readonly kept: readonly KeptAlarm[];
}

/** First told, then remembered: whoever is killed between the two tells it twice, not never. */
async function tellNews(tools: ReadingTools, looked: Looked, deliverer: Deliverer): Promise<Told> {
  const { statePath, look, now, collapsed, state, nodes } = looked;
  const { origin, remote, reached } = look;
  const news = collapsed.news.map((one) => alarmAsJson(one, origin, now));
  await deliverer.deliver(news);
  const { alarms } = collapsed;
  await tools.files.write(statePath, JSON.stringify({ ...state, alarms } satisfies WatchState), 0o600);
  const kept = Object.values(alarms);
  const shown = kept.map((alarm) => alarmAsJson({ news: 'still', alarm }, origin, now));
  return {
    kept,
    news,
    result: { origin, remote, reached, nodes, alarms: shown, ...given({ size: look.reached ? look.size : undefined }) },
  };
}

function statusOf(alarms: readonly KeptAlarm[]): WatchRound['exitStatus'] {
  if (alarms.some(({ finding }) => isLogTrouble(finding))) return 12;
  return alarms.length > 0 ? 3 : 0;
}
