import { lockLabel } from '../model/lock-label.js';
import type { ObservedConfig, SeenNode } from '../model/observation.js';
import type { PlanNotice } from '../model/plan.js';
import type { App } from '../model/region.js';

/** Apps that a run holds just now, or left its lock behind at; how long that still holds is told by no clock but the lease. */
export function findLocks(apps: readonly App[], nodes: ReadonlyMap<string, SeenNode>): PlanNotice[] {
  return apps.flatMap((app) => {
    const configs = nodes.get(app.node)?.configs ?? [];
    const lock = configs.find(({ labels }) => labels[lockLabel('what')] === app.stack);
    return lock ? [{ app: app.name, node: app.node, text: lockWords(lock) }] : [];
  });
}

function lockWords({ labels, createdAt }: ObservedConfig): string {
  const [holder = 'somebody', reason = '', lease = '30', id = ''] = ['holder', 'reason', 'lease', 'id'].map(
    (key) => labels[lockLabel(key)],
  );
  const since = `${createdAt.slice(0, 10)} ${createdAt.slice(11, 16)} UTC`;
  return `locked by ${holder} since ${since} (${reason}). If that run is dead, its lock holds at most ${lease} s more; at once: tend lock release ${id.slice(0, 8)}`;
}
