import type { Timestamp } from '../../model/brand.js';
import { given } from '../../model/given.js';
import type { Observation, ObservedService, SeenNode } from '../../model/observation.js';
import type { Record as LogRecord } from '../../model/record.js';
import type { Region } from '../../model/region.js';
import type { Finding } from '../../watch/finding.js';
import { hoursSince } from '../../watch/hours-since.js';
import { judgeNode } from '../../watch/judge-node.js';
import type { NodeLook } from '../../watch/node-look.js';
import type { NodeMemory, WatchState } from '../../watch/watch-state.js';
import { recordedApps } from './recorded-apps.js';

export interface Against {
  readonly region: Region;
  /** Read after the nodes were looked at; none: it cannot be trusted, or was not reached. */
  readonly record?: LogRecord;
  readonly now: Timestamp;
  readonly silentHours: number;
  /** Take what no entry tells of as it is now. */
  readonly takeAsKnown: boolean;
}

/** What looks at nodes told. */
export interface JudgedNodes {
  readonly findings: readonly Finding[];
  readonly scopes: readonly string[];
  readonly nodes: WatchState['nodes'];
}

/** Holds what the nodes show against the record. */
export function judgeNodes(seen: readonly Observation[], before: WatchState['nodes'], against: Against): JudgedNodes {
  const judged = seen.map((one) => ({ node: one.node, ...judgeOne(one, before[one.node] ?? {}, against) }));
  return {
    findings: judged.flatMap(({ findings }) => findings),
    scopes: judged.flatMap(({ scopes }) => scopes),
    nodes: { ...before, ...Object.fromEntries(judged.map(({ node, memory }) => [node, memory])) },
  };
}

interface JudgedOne {
  readonly findings: readonly Finding[];
  readonly scopes: readonly string[];
  readonly memory: NodeMemory;
}

function judgeOne(one: Observation, memory: NodeMemory, against: Against): JudgedOne {
  if (!one.reachable) return judgeSilent(one, memory, against);
  const { silentSince: _, ...known } = memory;
  const { record, region, now, takeAsKnown } = against;
  if (!record) return { findings: [], scopes: [`reach ${one.node}`], memory: known };
  const apps = recordedApps(record, { region, node: one.node, now });
  const judged = judgeNode(nodeLook(one), apps, takeAsKnown ? {} : known);
  return { ...judged, scopes: [`reach ${one.node}`, `node ${one.node}`] };
}

function judgeSilent(
  { node, message, details, tryThis }: Extract<Observation, { reachable: false }>,
  memory: NodeMemory,
  { now, silentHours }: Against,
): JudgedOne {
  const since = memory.silentSince ?? now;
  const says = `the server ${node} cannot be looked at: ${message}`;
  const rest = { details: [...details], tryThis: [...tryThis], node, since };
  const finding: Finding = { key: `reach ${node}`, kind: 'node-silent', scope: `reach ${node}`, says, ...rest };
  const isLong = hoursSince(since, now) >= silentHours;
  return { findings: isLong ? [finding] : [], scopes: [], memory: { ...memory, silentSince: since } };
}

function nodeLook({ node, at, services }: SeenNode): NodeLook {
  return { node, at, services: services.map(seenService) };
}

function seenService({ id, name, stack, index, updatedAt, updateState }: ObservedService) {
  const moving = updateState === 'updating' || updateState === 'rollback_started';
  return { id, name, index, updatedAt, moving, ...given({ stack }) };
}
