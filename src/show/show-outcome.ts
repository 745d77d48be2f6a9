import type { Outcome } from '../model/outcome.js';
import { shortEntry } from '../model/short-id.js';
import type { StepKind } from '../model/step-kinds.js';
import type { Paint } from './paint.js';

/** How one step ended: `✔ wiki  upgraded to 1.3.0 in 14 s · entry K7Qm2x`. */
export function showOutcome(
  outcome: Outcome,
  about: { kind: StepKind; entry?: string; logs: boolean },
  paint: Paint,
): string[] {
  const entry = about.entry === undefined ? '' : ` · entry ${shortEntry(about.entry)}`;
  const said =
    about.logs && outcome.programText.length > 0
      ? [`    ${saidWords(outcome)}:`, ...outcome.programText.map((line) => `      ${line}`)]
      : [];
  const notices = (outcome.notices ?? []).map((text) => `    ${paint.change('!')} ${text}`);
  if (outcome.result === 'done')
    return [
      `${paint.good('✔')} ${outcome.app} on ${outcome.node}  ${outcome.says} in ${outcome.seconds} s${entry}`,
      ...notices,
      ...said,
    ];
  return [
    `${paint.bad('✘')} ${outcome.app} on ${outcome.node}  ${outcome.says}${entry}`,
    ...notices,
    ...said,
    ...outcome.tryThis.map((line, index) => `    ${index === 0 ? 'next: ' : '      '}${line}`),
  ];
}

function saidWords({ result }: Outcome): string {
  return result === 'done' ? 'what was said last' : 'what the new task said last';
}
