import type { ExitStatus } from '../model/error-codes.js';
import { realOwnProcess } from '../tools/own-process.js';
import { realTerminal } from '../tools/terminal.js';
import { openRegion, type OpenRegion } from '../workflows/region/open-region.js';
import { baseFlags } from './base-flags.js';
import { regionOpener } from './region-opener.js';
import { reportFailure } from './report-failure.js';
import { SpeakingCommand } from './speaking-command.js';
import { stopOnSignals } from './stop-on-signals.js';
import { asUsageError } from './as-usage-error.js';

/** What every command does the same: the region, signals, --json, errors with their exit status. */
export abstract class TendCommand extends SpeakingCommand {
  static override enableJsonFlag = true;
  static override baseFlags = baseFlags;

  readonly stop = new AbortController();

  /** The region in a folder, or the nearest one; what its record has to say at once goes beside the result. */
  async openRegion(folder: string | undefined): Promise<OpenRegion> {
    this.note('reading region.yml');
    const open = await openRegion(
      this.tools(),
      folder,
      regionOpener(this.tools().terminal, { json: this.jsonEnabled() }),
    );
    this.note(undefined);
    return open;
  }

  /** Ctrl-C once: finish what must be finished; twice: at once. */
  stopOnSignals(what = 'what runs is looked at and recorded'): AbortSignal {
    const says = `stopping: ${what} (once more: at once)`;
    stopOnSignals(realOwnProcess, this.tools(), { stop: this.stop, signals: ['SIGINT', 'SIGTERM', 'SIGHUP'], says });
    return this.stop.signal;
  }

  /** For what only looks on: Ctrl-C just ends it, and so does a reader who goes away (`| head`). */
  stopQuietly(): AbortSignal {
    stopOnSignals(realOwnProcess, this.tools(), { stop: this.stop, signals: ['SIGINT'] });
    this.tools().terminal.onClosed(() => this.stop.abort());
    return this.stop.signal;
  }

  /** The exit status of a command that has done what it could. */
  endWith(status: ExitStatus): void {
    realOwnProcess.endWith(status);
  }

  protected override async catch(error: Error): Promise<unknown> {
    const { id = '', args, flags } = { ...this.ctor, flags: { ...this.ctor.baseFlags, ...this.ctor.flags } };
    const told = asUsageError(error, { id, args, flags }) ?? error;
    this.endWith(
      reportFailure(told, { terminal: realTerminal, json: this.jsonEnabled(), version: this.config.version }),
    );
    return undefined;
  }
}
