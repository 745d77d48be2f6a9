import { Args, Flags } from '@oclif/core';
import { lockWaitFlag } from '../../../cli/lock-wait-flag.js';
import { TendCommand } from '../../../cli/tend-command.js';
import { readSecretInput, type SecretSource } from '../../../cli/read-secret-input.js';
import { errorCodes } from '../../../model/error-codes.js';
import type { TendEvent } from '../../../model/event.js';
import { given } from '../../../model/given.js';
import type { Secret } from '../../../model/secret.js';
import { showEvent } from '../../../show/show-event.js';
import { showSecretSet } from '../../../show/show-secret-set.js';
import { setSecret } from '../../../workflows/app/set-secret.js';

export default class AppSecretSetCommand extends TendCommand {
  static override summary = 'Give an app a secret that only a person knows';
  static override description =
    'The value is typed unseen, or read from a pipe or a file; it is never an argument and never shown again.';
  static override examples = [
    '<%= config.bin %> app secret set wiki smtp',
    '$ pass show wiki/smtp | <%= config.bin %> app secret set wiki smtp',
  ];
  static override args = {
    app: Args.string({ required: true, description: 'the app' }),
    secret: Args.string({ required: true, description: "the secret's name in the recipe" }),
  };
  static override flags = {
    file: Flags.string({ description: 'read the value from this file', helpValue: 'FILE' }),
    ...lockWaitFlag,
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(AppSecretSetCommand);
    const tools = this.tools();
    const open = await this.openRegion(flags.region);
    const prompt = `${args.app}: value of the secret ${args.secret}`;
    const readValue = () => this.#readValue({ prompt, ...given({ file: flags.file }) });
    const tell = (event: TendEvent) => this.#tell(event);
    const lockWait = given({ lockWaitMs: flags['lock-wait'] });
    const wish = { ...args, ...lockWait, readValue, signal: this.stop.signal, tell };
    const done = await setSecret(tools, open, wish);
    this.show(showSecretSet, done);
    if (done.code !== undefined) this.endWith(errorCodes[done.code]);
    return { version: 1, ...done };
  }

  /** Until it is read nothing is begun, and Ctrl-C just ends. */
  async #readValue(source: SecretSource): Promise<Secret> {
    const value = await readSecretInput(this.tools(), source);
    this.stopOnSignals();
    return value;
  }

  #tell(event: TendEvent): void {
    if (event.type === 'notice' || event.type === 'step-waiting')
      this.say(showEvent, event, this.paint(), { logs: false });
  }
}
