import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { showProof } from '../../show/show-proof.js';
import { writeProof } from '../../workflows/changelog/write-proof.js';

export default class ChangelogProveCommand extends TendCommand {
  static override summary = 'One entry, and the proof that the record holds it, small enough for a mail';
  static override args = { id: Args.string({ required: true, description: 'the id of the entry (its beginning)' }) };
  static override flags = {
    out: Flags.string({ description: 'folder for the two files', helpValue: 'DIR', default: '.' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogProveCommand);
    const open = await this.openRegion(flags.region);
    const proof = await writeProof(this.tools(), open, { id: args.id, folder: flags.out });
    this.show(showProof, proof);
    return { version: 1, ...proof };
  }
}
