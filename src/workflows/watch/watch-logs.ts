import { hash } from 'node:crypto';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { readEntries } from '../../changelog/log/read-entries.js';
import type { Workplace } from '../../changelog/workplace.js';
import type { Timestamp } from '../../model/brand.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import type { Record as LogRecord } from '../../model/record.js';
import { observeRegion } from '../../observe/observe-region.js';
import { projectRecord } from '../../record/project-record.js';
import type { ReadingTools } from '../../tools/tools.js';
import { alarmAsJson, type AlarmJson } from '../../watch/alarm-as-json.js';
import { collapseAlarms } from '../../watch/collapse-alarms.js';
import { isLogTrouble } from '../../watch/finding.js';
import { judgeLog } from '../../watch/judge-log.js';
import type { LogLook } from '../../watch/log-look.js';
import { parseWatchState, type KeptAlarm, type WatchState } from '../../watch/watch-state.js';
import { openDeliverer, type Deliverer, type Delivery } from './deliver-alarms.js';
import { judgeNodes } from './look-at-nodes.js';
import { lookAtLog, placeOf } from './look-at-log.js';
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

export interface WatchedResult {
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

/** Two looks at once would tell everything twice: the later one waits, and then knows what was told. */
async function waitForOthers({ exclusive, clock }: ReadingTools, folder: string, signal?: AbortSignal) {
  const name = `tend-watch-${hash('sha256', folder).slice(0, 32)}`;
  const end = clock.monotonic() + longestLookMs;
  while (exclusive && !signal?.aborted) {
    const release = await exclusive.hold(name);
    if (release) return release;
    if (clock.monotonic() > end)
      throw new KnownError(
        'LOCK_HELD',
        'another tend changelog watch of this account has been looking for half an hour',
        {
          tryThis: ['see whether it hangs: pgrep -af "changelog watch"'],
        },
      );
    await clock.sleep(200, signal);
  }
  return undefined;
}

const longestLookMs = 1_800_000;

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

interface Looked {
  readonly log: WatchedLog;
  readonly place: Workplace;
  readonly look: LogLook;
  readonly nodes: readonly string[];
  readonly collapsed: ReturnType<typeof collapseAlarms>;
  readonly state: WatchState;
  readonly now: Timestamp;
}

/** The nodes first and the record then: what was announced before it was done is known by then. */
async function lookOnce(tools: ReadingTools, log: WatchedLog, wishes: WatchWishes): Promise<Looked> {
  const place = placeOf(tools, log);
  const before = parseWatchState(await tools.files.readText(statePath(place)));
  const region = log.nodes ? log.own?.region : undefined;
  const seen = region
    ? await observeRegion(
        { nodes: tools.nodes, clock: tools.clock, tell: () => undefined, stayConnected: true },
        region.nodes,
      )
    : [];
  const look = await lookAtLog(place);
  const now = tools.clock.now();
  const { silentHours, takeAsKnown } = wishes;
  const { staleHours } = log;
  const judged = judgeLog(look, before, { now, silentHours, ...given({ staleHours }) });
  const inDoubt = judged.findings.some((finding) => isLogTrouble(finding) && finding.kind !== 'unwitnessed');
  const record = region && look.reached && !inDoubt ? await readRecord(place) : undefined;
  const against = region && { region, now, silentHours, takeAsKnown, ...given({ record }) };
  const ofNodes = against ? judgeNodes(seen, before.nodes, against) : { findings: [], scopes: [], nodes: before.nodes };
  const findings = [...judged.findings, ...ofNodes.findings];
  const scopes = new Set([...judged.scopes, ...ofNodes.scopes]);
  return {
    log,
    place,
    look,
    now,
    nodes: seen.flatMap(({ node, reachable }) => (reachable ? [node] : [])),
    collapsed: collapseAlarms(before.alarms, { findings, scopes, now }),
    state: { ...judged.state, nodes: ofNodes.nodes },
  };
}

async function readRecord(place: Workplace): Promise<LogRecord | undefined> {
  const { log } = place.memory;
  if (!log) return undefined;
  const entries = await readEntries(await place.clone(), log);
  return { ...projectRecord(entries), remote: place.remote, spooled: 0, fresh: true };
}

interface Told {
  readonly result: WatchedResult;
  readonly news: readonly AlarmJson[];
  readonly kept: readonly KeptAlarm[];
}

/** First told, then remembered: whoever is killed between the two tells it twice, not never. */
async function tellNews(tools: ReadingTools, looked: Looked, deliverer: Deliverer): Promise<Told> {
  const { place, look, now, collapsed, state, nodes } = looked;
  const { origin, remote, reached } = look;
  const news = collapsed.news.map((one) => alarmAsJson(one, origin, now));
  await deliverer.deliver(news);
  const { alarms } = collapsed;
  await tools.files.write(statePath(place), JSON.stringify({ ...state, alarms } satisfies WatchState), 0o600);
  const kept = Object.values(alarms);
  const shown = kept.map((alarm) => alarmAsJson({ news: 'still', alarm }, origin, now));
  return {
    kept,
    news,
    result: { origin, remote, reached, nodes, alarms: shown, ...(look.reached ? { size: look.size } : {}) },
  };
}

function statePath({ folder }: Workplace): string {
  return join(folder, 'watch.json');
}

function statusOf(alarms: readonly KeptAlarm[]): WatchRound['exitStatus'] {
  if (alarms.some(({ finding }) => isLogTrouble(finding))) return 12;
  return alarms.length > 0 ? 3 : 0;
}
