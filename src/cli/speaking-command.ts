import { Command } from '@oclif/core';
import { makePaint, type Paint } from '../show/paint.js';
import { shownJson } from '../show/shown-json.js';
import { shown, shownWhole, type Making } from '../show/shown.js';
import { realTools } from '../tools/real-tools.js';
import type { Tools } from '../tools/tools.js';

/** How every command speaks: what it shows goes through `shown`, which cleans what others wrote. */
export abstract class SpeakingCommand extends Command {
  #tools: Tools | undefined;

  tools(): Tools {
    return (this.#tools ??= realTools());
  }

  paint(): Paint {
    return makePaint(!this.jsonEnabled() && this.tools().terminal.colour);
  }

  /** Prints to people what a function of `show` makes of values, or a sentence; silent with --json. */
  show<A extends readonly unknown[]>(make: Making<A>, ...values: A): void {
    if (!this.jsonEnabled()) this.tools().terminal.print(shown(make, ...values));
  }

  /** The same, and nothing of it is cut. */
  showWhole<A extends readonly unknown[]>(make: Making<A>, ...values: A): void {
    if (!this.jsonEnabled()) this.tools().terminal.print(shownWhole(make, ...values));
  }

  /** Progress and questions go beside the result. */
  say<A extends readonly unknown[]>(make: Making<A>, ...values: A): void {
    if (!this.jsonEnabled()) this.tools().terminal.say(shown(make, ...values));
  }

  protected override logJson(json: unknown): void {
    this.tools().terminal.print(shownJson(json));
  }

  protected override async finally(error: Error | undefined): Promise<unknown> {
    await this.#tools?.nodes.closeAll();
    return super.finally(error);
  }
}
