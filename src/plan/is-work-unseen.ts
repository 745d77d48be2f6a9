import type { App } from '../model/region.js';
import type { Record as LogRecord } from '../model/record.js';

/**
 * True where nobody has seen what tend's own last step there has left: it has no outcome yet, or the node could not be
 * looked at any more. What differs there may well be tend's doing, so it counts as no change from outside.
 */
export function isWorkUnseen({ name, node }: Pick<App, 'name' | 'node'>, record: LogRecord): boolean {
  if (record.dangling.some((open) => open.app === name && open.node === node)) return true;
  const last = record.history.findLast(
    (step) => step.app === name && step.node === node && step.outcome && step.outcome.result !== 'aborted',
  );
  const kept = record.kept?.findLast((one) => one.app === name && one.node === node);
  return last?.outcome?.observed === null && (!kept || kept.at < last.outcome.time);
}
