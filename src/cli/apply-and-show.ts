import type { ApplyEnd } from '../model/apply-end.js';
import { KnownError } from '../model/known-error.js';
import type { Plan } from '../model/plan.js';
import { showApplied } from '../show/show-applied.js';
import type { ApplyOptions } from '../workflows/apply/apply-options.js';
import { applyRegion } from '../workflows/apply/apply-region.js';
import type { OpenRegion } from '../workflows/region/open-region.js';
import { approvePlan } from './approve-plan.js';
import { openEventSink, tellAll } from './open-event-sink.js';
import { openProgress } from './progress.js';
import type { TendCommand } from './tend-command.js';

/** What the flags of a command say about an apply. */
export interface Applying {
  readonly options: Omit<ApplyOptions, 'tell' | 'approve' | 'signal'>;
  readonly yes: boolean;
  readonly logs: boolean;
  readonly events?: string | undefined;
  /** The release notes stand on the screen already. */
  readonly notesShown?: boolean;
  /** The command that would do the same, for the hint where nobody is there to say yes. */
  readonly again: string;
  /** The workflow; an apply of what the manifest says, unless told otherwise. */
  readonly run?: typeof applyRegion;
}

/** Applies in front of people: the plan, the question, the progress, the end; sets the exit status. */
export async function applyAndShow(command: TendCommand, open: OpenRegion, applying: Applying): Promise<ApplyEnd> {
  const tools = command.tools();
  const events = openEventSink(applying.events);
  const progress = openProgress(command, applying.logs);
  const saved: Plan | undefined = applying.options.savedPlan;
  const { run = applyRegion, yes, notesShown = false, again } = applying;
  const approve = approvePlan(command, { yes, notesShown, again, saved: saved !== undefined, progress });
  let begun = tools.clock.monotonic();
  const end = await run(tools, open, {
    ...applying.options,
    // How long somebody thinks about the question is no time that the changes take.
    approve: (plan) => approve(plan).finally(() => (begun = tools.clock.monotonic())),
    tell: tellAll(progress.tell, events.tell),
    signal: command.stopOnSignals(),
  })
    .catch((error: unknown) => {
      events.end(error instanceof KnownError ? error.exitStatus : 1);
      throw error;
    })
    .finally(() => progress.end());
  const seconds = (tools.clock.monotonic() - begun) / 1000;
  command.show(showApplied, end, { seconds, paint: command.paint(), planShown: progress.planShown(), notesShown });
  command.endWith(end.exitStatus);
  events.end(end.exitStatus);
  return end;
}
