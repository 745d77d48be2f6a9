import type { App } from '../../model/region.js';
import type { PlanNotice } from '../../model/plan.js';
import type { Step } from '../../model/step.js';
import type { Tell } from '../../model/event.js';
import type { Programs } from '../../tools/programs.js';
import { abraMissing, abraWarning, readAbraProgram } from '../abra/abra-program.js';

interface Asking {
  readonly programs: Programs;
}

/** What a plan says of the engine of its apps: abra is missing here, or of a version that nobody tried. */
export async function engineNotices(tools: Asking, apps: readonly App[]): Promise<PlanNotice[]> {
  if (!apps.some(({ engine }) => engine === 'abra')) return [];
  const text = abraWarning(await readAbraProgram(tools));
  return text === undefined ? [] : [{ text }];
}

/** Before anything is changed: steps that abra takes need an abra. Throws TOOL_MISSING; warns of an unknown version. */
export async function checkEngines(tools: Asking, steps: readonly Step[], tell: Tell): Promise<void> {
  const apps = steps.filter(({ engine }) => engine === 'abra').map(({ app }) => app);
  if (apps.length === 0) return;
  const program = await readAbraProgram(tools);
  if (program.missing) throw abraMissing(apps);
  const text = abraWarning(program);
  if (text !== undefined) tell({ type: 'notice', text });
}
