import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { proposeErasing } from '../../workflows/changelog/propose-erasing.js';

export default class ChangelogEraseCommand extends TendCommand {
  static override summary = 'Propose to erase the texts beside an entry; a second person approves';
  static override description =
    'Words of people and sealed plans lie beside the record and can be erased; the entry itself and every proof stay good. Copies that others made are out of reach.';
  static override args = { id: Args.string({ required: true, description: 'the id of the entry (its beginning)' }) };
  static override flags = {
    reason: Flags.string({ description: 'why (lies beside the record too)', helpValue: 'WORDS', required: true }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogEraseCommand);
    const open = await this.openRegion(flags.region);
    const proposed = await proposeErasing(this.tools(), open, { id: args.id, reason: flags.reason });
    const id = proposed.entry.slice(0, 8);
    this.show(`proposed as entry ${id}; it happens once a second person runs: tend changelog approve ${id}`);
    return { version: 1, ...proposed };
  }
}
