import { Args, Flags } from '@oclif/core';
import { withoutJson } from '../../cli/base-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { showLogLine } from '../../show/show-log-line.js';
import { chooseLog, lookIntoApp } from '../../workflows/app/look-into-app.js';

export default class AppLogsCommand extends TendCommand {
  static override summary = 'What an app printed';
  static override enableJsonFlag = false;
  static override baseFlags = withoutJson;
  static override examples = [
    '<%= config.bin %> app logs wiki',
    '<%= config.bin %> app logs wiki --service db --follow',
    '<%= config.bin %> app logs wiki --task 3kq9',
  ];
  static override args = { app: Args.string({ required: true, description: 'the app' }) };
  static override flags = {
    service: Flags.string({ description: 'which service (default: app)', helpValue: 'SERVICE' }),
    task: Flags.string({
      description: 'one task, by the beginning of its id (tend app ps)',
      helpValue: 'ID',
      exclusive: ['service'],
    }),
    tail: Flags.integer({ description: 'how many of the last lines', helpValue: 'N', default: 100, min: 0 }),
    follow: Flags.boolean({ char: 'f', description: 'go on until Ctrl-C' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(AppLogsCommand);
    const looked = await lookIntoApp(this.tools(), await this.openRegion(flags.region), args.app);
    const what = chooseLog(looked, flags);
    const { redraws } = this.tools().terminal;
    const show = (line: string) => this.showWhole(showLogLine, looked.mask(line), redraws);
    if (!flags.follow) return (await looked.docker.logLines(what, flags.tail)).forEach(show);
    for await (const line of looked.docker.followLogs(what, flags.tail, this.stopQuietly())) show(line);
  }
}
