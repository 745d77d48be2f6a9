import { Args } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { showSecondWord } from '../../show/show-second-word.js';
import { approveProposal } from '../../workflows/changelog/second-word.js';

export default class ChangelogApproveCommand extends TendCommand {
  static override summary = 'Agree, as a second person, to a policy or an erasing';
  static override args = { id: Args.string({ required: true, description: 'the id of the proposal (its beginning)' }) };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogApproveCommand);
    const word = await approveProposal(this.tools(), await this.openRegion(flags.region), args.id);
    this.show(showSecondWord, word);
    return { version: 1, ...word };
  }
}
