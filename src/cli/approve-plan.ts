import { KnownError } from '../model/known-error.js';
import type { Plan } from '../model/plan.js';
import { count } from '../show/align.js';
import { showPlan, showSavedPlan } from '../show/show-plan.js';
import type { Progress } from './progress.js';
import type { TendCommand } from './tend-command.js';

/** Shows the plan and asks once; `--yes` or a saved plan has answered already. Without a terminal and without either it refuses. */
export function approvePlan(
  command: TendCommand,
  options: { yes: boolean; saved?: boolean; notesShown?: boolean; progress: Progress; again: string },
): (plan: Plan) => Promise<boolean> {
  return async (plan) => {
    if (options.saved) command.show(showSavedPlan, plan);
    else command.show(showPlan, plan, command.paint(), { apply: true, notesShown: options.notesShown ?? false });
    options.progress.markPlanShown();
    const approved = options.yes || options.saved || (await ask(command, plan, options.again));
    if (approved) options.progress.start(plan);
    return approved;
  };
}

async function ask(command: TendCommand, plan: Plan, again: string): Promise<boolean> {
  const { terminal } = command.tools();
  if (!terminal.interactive || command.jsonEnabled()) {
    throw new KnownError('APPROVAL_MISSING', 'nobody is here to say yes: nothing was done', {
      // With the manifest put back a plan holds no upgrade.
      tryThis: again.startsWith('tend apply')
        ? [`${again} --yes`, 'or look first: tend plan --out FILE, then tend apply FILE']
        : [`${again} --yes`],
    });
  }
  const steps = plan.steps.filter((step) => step.held.length === 0);
  return terminal.confirm(
    `${count(steps.length, 'change')} on ${[...new Set(steps.map(({ node }) => node))].join(', ')}: go?`,
  );
}
