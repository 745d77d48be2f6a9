import type { StepContext } from '../../apply/step-context.js';
import type { Outcome } from '../../model/outcome.js';
import type { Step } from '../../model/step.js';
import { findStillDifferent } from '../../plan/find-still-different.js';
import { hideRunning } from '../../plan/hide-values.js';
import type { ApplyRun } from '../apply/apply-run.js';
import { readAbraProgram } from './abra-program.js';
import { keepDifference } from './engine-differences.js';

/** Compares what abra made with what the plan showed; what differs is said with its fields, and kept for a report. */
export async function withDifferences(run: ApplyRun, context: StepContext, outcome: Outcome): Promise<Outcome> {
  const { step } = context;
  if (outcome.result !== 'done' || step.specs.services.length === 0) return outcome;
  const seen = await context.look().catch(() => undefined);
  if (!seen) return outcome;
  const running = hideRunning(seen, { specs: step.specs, values: context.values ?? new Map() });
  const fields = findStillDifferent(running, step.specs);
  const program = await readAbraProgram(run.tools);
  await keepDifference(run.tools, run.open, {
    app: step.app,
    node: step.node,
    recipe: step.recipe.name,
    version: step.recipe.to,
    at: run.tools.clock.now(),
    abra: (program.missing ? undefined : program.version) ?? 'unknown',
    fields: fields.map((field) => withoutNames(field, step)),
  });
  return fields.length === 0 ? outcome : { ...outcome, notices: [...(outcome.notices ?? []), differenceWords(fields)] };
}

/** Keys of labels hold the stack's name, which is a domain, and domains as they are: no report needs them. */
function withoutNames(field: string, { stack, domains }: Step): string {
  const longestFirst = [...domains].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((text, domain) => text.replaceAll(domain, '<domain>'), field.replaceAll(stack, '<stack>'));
}

function differenceWords(fields: readonly string[]): string {
  return `engine difference: abra made this other than planned: ${fields.join('; ')} (tend doctor --report writes it up)`;
}
