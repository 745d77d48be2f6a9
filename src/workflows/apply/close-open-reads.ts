import type { Actor } from '../../model/acting.js';
import type { Tell } from '../../model/event.js';
import { logOrigin } from '../../model/log-origin.js';
import type { Record, RecordedStep } from '../../model/record.js';
import type { Clock } from '../../tools/clock.js';
import type { OpenRegion } from '../region/open-region.js';
import { makeOutcome } from './make-entries.js';
import { recordOutcomes } from './record-entries.js';

/** Longer than any reading takes: whoever announced it is no longer at work. */
const longestReadMs = 10 * 60_000;

interface ClosingReads {
  readonly open: OpenRegion;
  readonly clock: Clock;
  readonly actor: Actor;
  readonly tell: Tell;
}

/**
 * Secrets whose reading was announced, by a run that was cut short then, get the outcome `unknown`: nothing on the node can
 * tell whether somebody saw the value.
 */
export async function closeOpenReads(closing: ClosingReads, { reads = [], fresh }: Record): Promise<void> {
  const { open, clock, actor, tell } = closing;
  const left = fresh ? reads.filter((read) => !read.outcome && isOld(read, clock)) : [];
  if (left.length === 0) return;
  const common = { log: logOrigin(open.region), actor: actor.id, time: clock.now() };
  const entries = left.map(({ app, node, intentId, index }) =>
    makeOutcome(
      { app, node, result: 'unknown', seconds: 0, says: '', programText: [], tryThis: [] },
      { ...common, intent: intentId, step: index },
    ),
  );
  await recordOutcomes({ open, tell, recordLater: false }, entries);
}

function isOld({ at }: RecordedStep, clock: Clock): boolean {
  return Date.parse(clock.now()) - Date.parse(at) > longestReadMs;
}
