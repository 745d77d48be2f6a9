import type { ObservedService, ObservedTask } from '../model/observation.js';
import type { Outcome } from '../model/outcome.js';
import type { StepVerdict } from './judge-step.js';
import { readLastChecks } from './last-checks.js';
import type { StepContext, TouchedService } from './step-context.js';
import type { Settled } from './wait-until-settled.js';

/** What an engine's program said, and what it found worth a sentence. */
export interface Heard {
  readonly texts: readonly string[];
  readonly notices: readonly string[];
}

/** How a step went, as far as texts are looked for. */
interface Went {
  readonly settled: Settled | undefined;
  readonly seen: readonly ObservedService[] | undefined;
  readonly touched: readonly TouchedService[];
  readonly heard: Heard;
}

/** Lines of what an engine's program said that are worth keeping on a screen. */
const heardLines = 30;

/**
 * What the last failing task, its health check and the engine's program said: program text, for terminals and --logs only, with
 * the values masked that this run knows; and sentences of ours beside it.
 */
export async function whatWasSaid(
  context: StepContext,
  { result }: StepVerdict,
  went: Went,
): Promise<Pick<Outcome, 'programText' | 'notices'>> {
  const { heard, settled, seen = [] } = went;
  const isDone = result === 'done';
  const checks = isDone || !settled ? undefined : await readLastChecks(context, seen, settled);
  const said = heard.texts.flatMap((text) => text.split('\n')).filter((line) => line.trim() !== '');
  const notices = [...heard.notices, ...(checks?.notices ?? [])];
  if (isDone && notices.length === 0) return { programText: [] };
  const lines = [
    ...(isDone ? [] : await lastWords(context, went)),
    ...(checks?.texts ?? []),
    ...said.slice(-heardLines),
  ];
  return { programText: lines.map(context.mask), ...(notices.length === 0 ? {} : { notices }) };
}

async function lastWords({ docker }: StepContext, went: Went): Promise<string[]> {
  const last = failedTasks(went).at(-1);
  if (!last) return [];
  const lines = await docker.logLines({ task: last.id }, 10).catch(() => []);
  return [...(last.error === undefined ? [] : [last.error]), ...lines];
}

function failedTasks({ settled, seen = [], touched }: Went): ObservedTask[] {
  const judged = settled ? [...settled.verdicts.values()].flatMap((verdict) => verdict.failedTasks) : [];
  if (judged.length > 0) return judged;
  const before = new Set(touched.flatMap(({ tasksBefore }) => [...tasksBefore]));
  return seen.flatMap((service) => service.tasks).filter((task) => !before.has(task.id) && task.error !== undefined);
}
