import type { ApplyEnd } from '../model/apply-end.js';
import { routedUrls } from '../model/routed-urls.js';
import { shortEntry } from '../model/short-id.js';
import { count } from './align.js';
import type { Paint } from './paint.js';
import { showPlan } from './show-plan.js';

interface AppliedShowOptions {
  readonly seconds: number;
  readonly paint: Paint;
  /** The plan stands on the screen already; its release notes do. */
  readonly planShown: boolean;
  readonly notesShown?: boolean;
}

/** The last lines of an apply: where things are, what was recorded, the next command. Nothing to do: the plan says so. */
export function showApplied(
  end: ApplyEnd,
  { seconds, paint, planShown, notesShown = false }: AppliedShowOptions,
): string {
  if (!end.approved) return 'Nothing was done.';
  if (end.ends.length === 0) return planShown ? '' : showPlan(end.plan, paint, { apply: true, notesShown });
  const done = end.ends.filter((one) => one.kind === 'done' && one.outcome.result === 'done');
  const failed = end.ends.length - done.length;
  const urls = done
    .filter(({ step }) => step.kind === 'deploy' && routedUrls(step.specs.services).length > 0)
    .map(({ step }) => `${paint.good('✔')} ${step.app} is at ${routedUrls(step.specs.services)[0] ?? ''}`);
  const entries = end.ends.flatMap((one) =>
    one.kind === 'done' && one.entry !== undefined ? [shortEntry(one.entry)] : [],
  );
  const recorded =
    entries.length === 0 ? [] : [`recorded as ${entries.join(', ')}`, `tend changelog show --last ${end.ends.length}`];
  const parts = [
    paint.bold(`${count(done.length, 'change')} done in ${Math.round(seconds)} s`),
    ...(failed > 0 ? [paint.bad(`${failed} not done`)] : []),
    ...recorded,
  ];
  return [
    ...urls,
    parts.join(' · '),
    ...notBegun(end),
    ...(end.exitStatus === 0 ? [] : [`exit status ${end.exitStatus}`]),
  ].join('\n');
}

/** Steps that could not begin, with what to do about each. */
function notBegun({ ends }: ApplyEnd): string[] {
  return ends.flatMap((one) =>
    one.kind === 'done'
      ? []
      : [
          ...one.details.map((line) => `    ${one.step.app}: ${line}`),
          ...one.tryThis.map((line) => `    ${one.step.app}: next: ${line}`),
        ],
  );
}
