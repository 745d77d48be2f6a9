import { Command } from '@oclif/core';
import { makePaint, type Paint } from '../show/paint.js';
import { printable } from '../model/printable.js';
import type { Secret } from '../model/secret.js';
import { showWaiting } from '../show/show-waiting.js';
import { shownJson } from '../show/shown-json.js';
import { shown, shownWhole, type Making } from '../show/shown.js';
import { makeActivity } from '../tools/activity.js';
import { realTools } from '../tools/real-tools.js';
import { realStatusLine } from '../tools/status-line.js';
import type { Tools } from '../tools/tools.js';
import { watchedTools } from '../tools/watched-tools.js';

/** How every command speaks: what it shows goes through `shown`, which cleans what others wrote. */
export abstract class SpeakingCommand extends Command {
  #tools: Tools | undefined;
  readonly #activity = makeActivity();
  #noted: (() => void) | undefined;

  tools(): Tools {
    return (this.#tools ??= this.#openTools());
  }

  /** The tools, and on a terminal a line that says what they wait for. */
  #openTools(): Tools {
    const real = realTools();
    const activity = this.#activity;
    const started = real.clock.monotonic();
    realStatusLine.start(() => {
      const seconds = (real.clock.monotonic() - started) / 1000;
      const text = shown(showWaiting, activity.waiting(), seconds);
      return text === '' ? undefined : text;
    });
    return watchedTools(real, activity);
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

  /** Prints a secret that somebody asked to see; silent with --json, where it is part of the result. */
  showSecret(secret: Secret): void {
    if (this.jsonEnabled()) return;
    const { terminal } = this.tools();
    if (terminal.redraws && printable(secret.reveal()) !== secret.reveal())
      this.say('some of its characters cannot be shown on a terminal: send it to a file (> FILE)');
    terminal.printSecret(secret);
  }

  /** Progress and questions go beside the result. */
  say<A extends readonly unknown[]>(make: Making<A>, ...values: A): void {
    if (!this.jsonEnabled()) this.tools().terminal.say(shown(make, ...values));
  }

  /** Says on the line that is redrawn what this run is at, in place of what was noted before; undefined for nothing. */
  note(text: string | undefined): void {
    this.#noted?.();
    this.#noted = text === undefined ? undefined : this.#activity.begin(text);
  }

  protected override logJson(json: unknown): void {
    this.tools().terminal.print(shownJson(json));
  }

  protected override async finally(error: Error | undefined): Promise<unknown> {
    realStatusLine.end();
    await this.#tools?.nodes.closeAll();
    return super.finally(error);
  }
}
