import type { Timestamp } from '../../model/brand.js';
import type { Contents, LoggedEntry } from '../../model/contents.js';
import { entriesOf } from '../../model/keys-of.js';
import type { DatedAhead, LogState } from '../fold/log-state.js';
import { entryProblem, type Problem } from '../problem.js';

/** What is open, not wrong: announced steps without an outcome after their deadline, break-glasses that wait for a second person. */
export function findOpen(state: LogState, contents: Contents, now: Timestamp): Problem[] {
  const late = entriesOf(state.intents).filter(([, { intent }]) => intent.deadline < now);
  const dangling = late.map(([id, { position, intent, told }]): Problem => {
    const left = intent.steps.length - told.length;
    const steps = `${left} of ${intent.steps.length} steps`;
    const what = `announced: ${contents.describe(intent)}; what came of ${steps} was not recorded by ${intent.deadline}`;
    return entryProblem('dangling-intent', { position, id, entry: intent } satisfies LoggedEntry, what);
  });
  const breakglasses = entriesOf(state.breakglasses).map(([id, { position, holder, time }]): Problem => {
    const says = `entry ${position + 1} (${time}, ${holder}) took steps without witnesses, and nobody else has confirmed it: tend changelog confirm ${id.slice(0, 8)}`;
    return { code: 'breakglass-unconfirmed', entry: position + 1, id, says };
  });
  return [...dangling, ...breakglasses, ...state.datedAhead.map(tellAhead)];
}

/** Which of the two clocks it was, nobody can say from the entries alone. */
function tellAhead({ position, id, time, actor, by }: DatedAhead): Problem {
  const says = `bears a later time than entry ${by.position + 1} (${by.time}, ${by.actor}), whose writer had seen it: the clock of ${actor} was ahead, or that of ${by.actor} behind; their order is certain`;
  return entryProblem('dated-ahead', { position, id, entry: { time, actor } }, says);
}
