import { Args } from '@oclif/core';
import { lockWaitFlag } from '../cli/lock-wait-flag.js';
import { TendCommand } from '../cli/tend-command.js';
import { given } from '../model/given.js';
import { committedWords } from '../show/committed-words.js';
import { keepApp } from '../workflows/app/keep-app.js';

export default class KeepCommand extends TendCommand {
  static override summary = 'Take a change that was made on a server into the manifest';
  static override examples = ['<%= config.bin %> keep mail'];
  static override args = {
    app: Args.string({ required: true, description: 'the app (an instance: traefik@brunswick)' }),
  };

  static override flags = lockWaitFlag;

  async run(): Promise<object> {
    const { args, flags } = await this.parse(KeepCommand);
    const open = await this.openRegion(flags.region);
    const wish = { name: args.app, signal: this.stopOnSignals(), ...given({ lockWaitMs: flags['lock-wait'] }) };
    const { app, services, file } = await keepApp(this.tools(), open, wish);
    for (const { name, fields } of services) this.show(`${app} ${name}: ${fields.join(', ')}`);
    this.show(
      `written into ${file}, ${committedWords(open.manifest.commit !== undefined)}, and recorded as kept; nothing was restarted · tend plan --app ${app}`,
    );
    return { version: 1, app, services, file };
  }
}
