import { Command, Flags } from '@oclif/core';
import { makePaint, type Paint } from '../show/paint.js';
import { paintable } from '../tools/paintable.js';
import { realTools } from '../tools/real-tools.js';
import type { Tools } from '../tools/tools.js';
import { reportFailure } from './report-failure.js';
import { asUsageError } from './as-usage-error.js';

const region = Flags.string({
  char: 'C',
  description: 'folder of the region (default: the nearest region.yml upwards)',
  helpGroup: 'GLOBAL',
  helpValue: 'DIR',
});
const json = Flags.boolean({ description: 'the result as one JSON document', helpGroup: 'GLOBAL' });
const base = { region, json };

/** For commands that need no region, and for those whose result is a stream. */
export const withoutRegion = { json } as typeof base;
export const noBase = {} as typeof base;
export const withoutJson = { region } as typeof base;

/** What every command does the same: tools, --json, errors with their exit status. */
export abstract class TendCommand extends Command {
  static override enableJsonFlag = true;
  static override baseFlags = base;

  #tools: Tools | undefined;
  readonly stop = new AbortController();

  tools(): Tools {
    return (this.#tools ??= realTools());
  }

  paint(): Paint {
    return makePaint(!this.jsonEnabled() && this.tools().terminal.colour);
  }

  /** Prints to people; silent with --json. */
  show(text: string): void {
    this.log(paintable(text));
  }

  /** Progress and questions go beside the result. */
  say(text: string): void {
    if (!this.jsonEnabled()) this.tools().terminal.say(text);
  }

  /** Ctrl-C once: finish what must be finished; twice: at once. */
  stopOnSignals(what = 'what runs is looked at and recorded'): AbortSignal {
    const { clock } = this.tools();
    let first = 0;
    const onSignal = () => {
      if (this.stop.signal.aborted && clock.monotonic() - first < 300) return; // One key press, delivered twice.
      if (this.stop.signal.aborted) process.exit(130);
      first = clock.monotonic();
      this.tools().terminal.say(`stopping: ${what} (once more: at once)`);
      this.stop.abort();
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
    return this.stop.signal;
  }

  protected override async catch(error: Error): Promise<unknown> {
    const { terminal } = this.tools();
    const { id = '', args, flags } = { ...this.ctor, flags: { ...this.ctor.baseFlags, ...this.ctor.flags } };
    process.exitCode = reportFailure(asUsageError(error, { id, args, flags }) ?? error, {
      terminal,
      json: this.jsonEnabled(),
      version: this.config.version,
    });
    return undefined;
  }

  protected override async finally(error: Error | undefined): Promise<unknown> {
    await this.#tools?.nodes.closeAll();
    return super.finally(error);
  }
}
