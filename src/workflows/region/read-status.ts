import { readStanding } from '../../changelog/read-standing.js';
import type { Tell } from '../../model/event.js';
import type { Record as LogRecord } from '../../model/record.js';
import type { RegionStatus } from '../../model/region-status.js';
import { observeRegion } from '../../observe/observe-region.js';
import type { ReadingTools } from '../../tools/tools.js';
import { chooseApps, type Choice } from './choose-apps.js';
import { newestVersions } from './newest-versions.js';
import { nodeStatus } from './node-status.js';
import type { OpenRegion } from './open-region.js';

/** Looks at every node and the record; what a silent node had is told from manifest and record. */
export async function readStatus(
  tools: ReadingTools,
  open: OpenRegion,
  { choice, fresh, tell }: { choice: Choice; fresh: boolean; tell: Tell },
): Promise<RegionStatus> {
  const { region, changelog } = open;
  const apps = chooseApps(region, choice);
  const nodes = region.nodes.filter(({ name }) => !choice.nodes?.length || choice.nodes.includes(name));
  const [record, seen, newest] = await Promise.all([
    changelog.read({ offlineOk: true }),
    observeRegion({ nodes: tools.nodes, clock: tools.clock, tell }, nodes),
    newestVersions(tools, open, { apps, fresh }),
  ]);
  const standing = await readStanding(changelog.place);
  return {
    version: 1,
    region: region.name,
    at: tools.clock.now(),
    nodes: seen.map((node) => nodeStatus(node, apps, { region, record, newest })),
    record: recordStatus(record, standing),
  };
}

function recordStatus(
  { remote, size, spooled, fresh, unconfirmed = [] }: LogRecord,
  { level, seenBy }: Awaited<ReturnType<typeof readStanding>>,
): RegionStatus['record'] {
  return { level, seenBy, unconfirmed, remote, entries: size, spooled, fresh };
}
