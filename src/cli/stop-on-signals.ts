import { stopReason, type StopSignal } from '../model/stop-reason.js';
import { shown } from '../show/shown.js';
import type { OwnProcess } from '../tools/own-process.js';
import type { Tools } from '../tools/tools.js';

/** What Ctrl-C stops, and what is said when it does. */
export interface Stopping {
  readonly stop: AbortController;
  readonly signals: readonly StopSignal[];
  readonly says?: string;
}

/** Ctrl-C once: finish what must be finished; twice: at once. */
export function stopOnSignals(
  ownProcess: OwnProcess,
  { clock, environment, terminal }: Pick<Tools, 'clock' | 'environment' | 'terminal'>,
  { stop, signals, says }: Stopping,
): void {
  let first = 0;
  ownProcess.onSignals(signals, (name) => {
    if (stop.signal.aborted && clock.monotonic() - first < 300) return; // One key press, delivered twice.
    if (stop.signal.aborted) return ownProcess.endNow(130);
    first = clock.monotonic();
    if (says !== undefined) terminal.say(shown(says));
    stop.abort(stopReason(name, environment));
  });
}
