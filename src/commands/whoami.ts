import { Flags } from '@oclif/core';
import { TendCommand } from '../cli/tend-command.js';
import { given } from '../model/given.js';
import { showWhoami } from '../show/show-acting.js';
import { whoami } from '../workflows/region/whoami.js';

export default class WhoamiCommand extends TendCommand {
  static override summary = 'In whose name tend acts on this machine, and with which key';
  static override description =
    'The steward that TEND_STEWARD names, or who was said to act on this machine, or whose key is here. Where nobody can tell, tend asks, and takes you for nobody else.';
  static override examples = ['<%= config.bin %> whoami', '<%= config.bin %> whoami --as bo'];
  static override flags = {
    as: Flags.string({ description: 'act as this steward on this machine from now on', helpValue: 'NAME' }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(WhoamiCommand);
    const open = await this.openRegion(flags.region);
    const mayAsk = !this.jsonEnabled();
    const acting = await whoami(this.tools(), open, { mayAsk, ...given({ as: flags.as }) });
    this.show(showWhoami, acting, open.region.name);
    return { version: 1, ...acting };
  }
}
