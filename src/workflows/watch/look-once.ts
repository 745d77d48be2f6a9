import { join } from 'node:path';
import { readEntries } from '../../changelog/log/read-entries.js';
import type { Workplace } from '../../changelog/workplace.js';
import type { Timestamp } from '../../model/brand.js';
import { given } from '../../model/given.js';
import type { Observation } from '../../model/observation.js';
import type { Record as LogRecord } from '../../model/record.js';
import type { Region } from '../../model/region.js';
import { observeRegion } from '../../observe/observe-region.js';
import { projectRecord } from '../../record/project-record.js';
import type { ReadingTools } from '../../tools/tools.js';
import { collapseAlarms } from '../../watch/collapse-alarms.js';
import { isLogTrouble, type Finding } from '../../watch/finding.js';
import { judgeLog } from '../../watch/judge-log.js';
import type { LogLook } from '../../watch/log-look.js';
import { parseWatchState, type WatchState } from '../../watch/watch-state.js';
import { judgeNodes } from './judge-nodes.js';
import { lookAtLog, placeOf } from './look-at-log.js';
import type { WatchedLog } from './watched-log.js';

/** What one look at a log and its nodes saw, and what is to be remembered of it. */
export interface Looked {
  readonly look: LogLook;
  /** Nodes that were seen. */
  readonly nodes: readonly string[];
  readonly collapsed: ReturnType<typeof collapseAlarms>;
  readonly state: WatchState;
  /** The file that remembers it. */
  readonly statePath: string;
  readonly now: Timestamp;
}

interface Wishes {
  readonly silentHours: number;
  readonly takeAsKnown: boolean;
}

/** The nodes first and the record then: what was announced before it was done is known by then. */
export async function lookOnce(tools: ReadingTools, log: WatchedLog, wishes: Wishes): Promise<Looked> {
  const place = placeOf(tools, log);
  const statePath = join(place.folder, 'watch.json');
  const before = parseWatchState(await tools.files.readText(statePath));
  const region = log.nodes ? log.own?.region : undefined;
  const seen = region ? await lookAtNodes(tools, region) : [];
  const look = await lookAtLog(place);
  const now = tools.clock.now();
  const ofLog = judgeLog(look, before, { ...wishes, now, ...given({ staleHours: log.staleHours }) });
  const record = seen.length > 0 && isTrusted(look, ofLog.findings) ? await readRecord(place) : undefined;
  const ofNodes = region && judgeNodes(seen, before.nodes, { ...wishes, region, now, ...given({ record }) });
  const findings = [...ofLog.findings, ...(ofNodes?.findings ?? [])];
  const scopes = new Set([...ofLog.scopes, ...(ofNodes?.scopes ?? [])]);
  return {
    look,
    statePath,
    now,
    nodes: seen.flatMap(({ node, reachable }) => (reachable ? [node] : [])),
    collapsed: collapseAlarms(before.alarms, { findings, scopes, now }),
    state: { ...ofLog.state, nodes: ofNodes?.nodes ?? before.nodes },
  };
}

/** Whoever watches on follows the events of each node, whatever their number. */
function lookAtNodes({ nodes, clock }: ReadingTools, region: Region): Promise<Observation[]> {
  return observeRegion({ nodes, clock, tell: () => undefined, stayConnected: true }, region.nodes);
}

function isTrusted({ reached }: LogLook, findings: readonly Finding[]): boolean {
  return reached && !findings.some((finding) => isLogTrouble(finding) && finding.kind !== 'unwitnessed');
}

async function readRecord(place: Workplace): Promise<LogRecord | undefined> {
  const { log } = place.memory;
  if (!log) return undefined;
  const entries = await readEntries(await place.clone(), log);
  return { ...projectRecord(entries), remote: place.remote, spooled: 0, fresh: true };
}
