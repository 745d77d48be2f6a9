import { Args } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { showSecondWord } from '../../show/show-second-word.js';
import { confirmBreakglass } from '../../workflows/changelog/second-word.js';

export default class ChangelogConfirmCommand extends TendCommand {
  static override summary = 'Say that you, a second person, have looked at steps taken without witnesses';
  static override args = {
    id: Args.string({ required: true, description: 'the id of the break-glass (its beginning)' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogConfirmCommand);
    const word = await confirmBreakglass(this.tools(), await this.openRegion(flags.region), args.id);
    this.show(showSecondWord, word);
    return { version: 1, ...word };
  }
}
