import type { AdoptEnd } from '../model/adopt-end.js';
import { committedWords } from './committed-words.js';
import type { Paint } from './paint.js';
import { hiddenLines } from './show-import.js';
import { showPlan } from './show-plan.js';

/** What was written of a stack that ran on a node, and the plan as it is with it. */
export function showAdopted({ app, file, committed, hidden, plan }: AdoptEnd, node: string, paint: Paint): string {
  const written = `${app} is in the manifest now: ${file}, ${committedWords(committed)}; nothing was changed on ${node}`;
  return [written, ...hiddenLines(hidden), '', showPlan(plan, paint)].join('\n');
}
