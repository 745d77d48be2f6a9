import { Args } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { showOpened } from '../../show/show-opened.js';
import { openRecorded } from '../../workflows/changelog/open-recorded.js';

export default class ChangelogOpenCommand extends TendCommand {
  static override summary = 'One entry, with the words and the sealed plan beside it';
  static override args = { id: Args.string({ required: true, description: 'the id of the entry (its beginning)' }) };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogOpenCommand);
    const opened = await openRecorded(await this.openRegion(flags.region), args.id);
    this.showWhole(showOpened, opened);
    return { version: 1, ...opened };
  }
}
