import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../../../cli/tend-command.js';
import { errorCodes } from '../../../model/error-codes.js';
import type { TendEvent } from '../../../model/event.js';
import { KnownError } from '../../../model/known-error.js';
import { showEvent } from '../../../show/show-event.js';
import { showSecretRead } from '../../../show/show-secret-read.js';
import { readSecret } from '../../../workflows/app/read-secret.js';

export default class AppSecretShowCommand extends TendCommand {
  static override summary = 'Read one secret of an app that runs; who read it and why is recorded';
  static override description = [
    'A program in a running container reads it (cat). It is announced in the record before and told after: who, when, why, and',
    "the secret's name. The value itself goes to standard output alone, as it is, with a newline behind it; with --json as `value`.",
  ].join(' ');
  static override examples = [
    '<%= config.bin %> app secret show wiki admin_password --why "first login"',
    '<%= config.bin %> app secret show wiki admin_password --why "for bo" --json',
  ];
  static override args = {
    app: Args.string({ required: true, description: 'the app' }),
    secret: Args.string({ required: true, description: "the secret's name in the recipe" }),
  };
  static override flags = {
    why: Flags.string({ description: 'why, for the record', helpValue: 'WORDS', required: true }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(AppSecretShowCommand);
    const why = flags.why.trim();
    if (why === '')
      throw new KnownError('USAGE', '--why is empty: the record wants a reason', { tryThis: ['--why "first login"'] });
    const open = await this.openRegion(flags.region);
    const signal = this.stopOnSignals('what was announced is recorded');
    const wish = { ...args, why, signal, tell: (event: TendEvent) => this.#tell(event) };
    const { value, ...read } = await readSecret(this.tools(), open, wish);
    this.say(showSecretRead, read);
    this.showSecret(value);
    if (read.code !== undefined) this.endWith(errorCodes[read.code]);
    return { version: 1, ...read, value: value.reveal() };
  }

  #tell(event: TendEvent): void {
    if (event.type === 'notice') this.say(showEvent, event, this.paint(), { logs: false });
  }
}
