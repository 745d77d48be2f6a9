import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { given } from '../../model/given.js';
import { showStewardAdded } from '../../show/show-steward-added.js';
import { addSteward } from '../../workflows/region/add-steward.js';

export default class StewardAddCommand extends TendCommand {
  static override summary = 'Add a steward to the region: somebody who answers for services';
  static override description =
    'Makes the pseudonym under which the public record shows them, writes both into region.yml, commits, and says what comes next.';
  static override examples = ['<%= config.bin %> steward add bo', '<%= config.bin %> steward add bo --me'];
  static override args = { name: Args.string({ required: true, description: 'their name in the manifest' }) };
  static override flags = {
    me: Flags.boolean({ description: 'it is you: this machine acts as them from now on' }),
    id: Flags.string({ description: 'their pseudonym, where they have one already', helpValue: 'op-…' }),
    contact: Flags.string({ description: 'where people reach them', helpValue: 'ADDRESS' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(StewardAddCommand);
    const open = await this.openRegion(flags.region);
    const { id, contact, me: isMe } = flags;
    const steward = await addSteward(this.tools(), open, { name: args.name, isMe, ...given({ id, contact }) });
    const committed = open.manifest.commit !== undefined;
    this.show(showStewardAdded, steward, { isMe, committed, hasRemote: open.manifest.repo !== 'local' });
    return { version: 1, steward };
  }
}
