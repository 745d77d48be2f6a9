import type { Tell } from '../model/event.js';
import type { Plan } from '../model/plan.js';
import { showEvent } from '../show/show-event.js';
import { realStatusLine } from '../tools/status-line.js';
import { liveProgress } from './live-progress.js';
import type { TendCommand } from './tend-command.js';

/** How an apply is shown while it runs: redrawn on a terminal, line by line in a log. */
export interface Progress {
  readonly tell: Tell;
  readonly interactive: boolean;
  start(plan: Plan): void;
  markPlanShown(): void;
  planShown(): boolean;
  end(): Promise<void>;
}

/** Chooses the view: a tree on a terminal, lines elsewhere, nothing with --json. */
export function openProgress(command: TendCommand, logs: boolean): Progress {
  const { terminal } = command.tools();
  const live = terminal.interactive && terminal.redraws && !command.jsonEnabled();
  const withLogs = logs || live;
  const view = live ? liveProgress(command.paint(), { logs: withLogs, stop: command.stop.signal }) : undefined;
  let started = false;
  let shown = false;
  let goOn: (() => void) | undefined;
  return {
    interactive: live,
    tell(event) {
      if (view && started && 'app' in event && event.type !== 'closed-dangling') return view.tell(event);
      command.say(showEvent, event, command.paint(), { logs: withLogs });
    },
    start(plan) {
      started = true;
      if (view) goOn = realStatusLine.pause();
      view?.start(plan);
    },
    markPlanShown: () => void (shown = true),
    planShown: () => shown,
    async end() {
      await view?.end();
      goOn?.();
    },
  };
}
