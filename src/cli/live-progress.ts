import { Listr, type ListrTask } from 'listr2';
import type { Tell, TendEvent } from '../model/event.js';
import { given } from '../model/given.js';
import type { Plan } from '../model/plan.js';
import type { Paint } from '../show/paint.js';
import { phaseWords, waitWords } from '../show/show-event.js';
import { showOutcome } from '../show/show-outcome.js';
import { rowText } from './row-text.js';
import { changeRow, endRow, makeRow, rowTask, type Row } from './live-rows.js';
import { tellStopping } from './tell-stopping.js';

/** Steps as a tree by node that is redrawn in place while they run, for terminals. */
export interface LiveProgress {
  readonly tell: Tell;
  readonly start: (plan: Plan) => void;
  readonly end: () => Promise<void>;
}

/** Makes the tree; nothing is drawn before `start`. What else is said meanwhile is held back until the end of it, so `stop` is told in the rows. */
export function liveProgress(paint: Paint, { logs, stop }: { logs: boolean; stop: AbortSignal }): LiveProgress {
  const rows = new Map<string, Row>();
  let drawing: Promise<unknown> | undefined;
  return {
    tell(event) {
      const row = 'app' in event && 'node' in event ? rows.get(`${event.app} ${event.node}`) : undefined;
      if (row) tellRow(row, event, { paint, logs });
    },
    start(plan) {
      for (const { app, node, recipe, held } of plan.steps)
        if (held.length === 0) rows.set(`${app} ${node}`, makeRow(node, rowText(`${app} ${recipe.to}`)));
      stop.addEventListener('abort', () => [...rows.values()].forEach(tellStopping), { once: true });
      drawing = drawTree([...rows.values()]);
    },
    async end() {
      for (const row of rows.values()) row.ended.reject(new Error('not done'));
      await drawing?.catch(() => undefined);
    },
  };
}

function drawTree(rows: readonly Row[]): Promise<unknown> {
  const nodes = [...Map.groupBy(rows, ({ node }) => node)];
  const tasks: ListrTask[] = nodes.map(([title, own]) => ({
    title,
    task: (_context, task) => task.newListr(own.map(rowTask), { concurrent: true, exitOnError: false }),
  }));
  const rendererOptions = { collapseSubtasks: false, showErrorMessage: false };
  // Its own handler would end the process as soon as the last row has ended, before the lock is given back.
  const registerSignalListeners = false;
  return new Listr(tasks, { concurrent: true, exitOnError: false, rendererOptions, registerSignalListeners }).run();
}

function outcomeText(...values: Parameters<typeof showOutcome>): string {
  return showOutcome(...values).join('\n');
}

function tellRow(row: Row, event: TendEvent, { paint, logs }: { paint: Paint; logs: boolean }): void {
  if (event.type === 'step-progress') changeRow(row, row.title, rowText(phaseWords, event.phase, event.says));
  if (event.type === 'step-waiting') changeRow(row, row.title, `waiting for ${waitWords[event.for]}`);
  if (event.type === 'step-skipped') endRow(row, rowText(`${row.title}: ${event.because}`), false);
  if (event.type !== 'step-done') return;
  const { outcome, kind, entry } = event;
  const words = rowText(outcomeText, outcome, { kind, logs, ...given({ entry }) }, paint);
  endRow(row, words.replace(/^\S+ /, ''), outcome.result === 'done');
}
