import { TendCommand } from '../../../cli/tend-command.js';
import { showKeys } from '../../../show/show-keys.js';
import { listKeys } from '../../../workflows/changelog/log-keys.js';

export default class ChangelogKeyListCommand extends TendCommand {
  static override summary = 'Who may write into the record, and with which key';

  async run(): Promise<object> {
    const { flags } = await this.parse(ChangelogKeyListCommand);
    const open = await this.openRegion(flags.region);
    const keys = await listKeys(open);
    this.show(showKeys, keys, open.region.stewards);
    return { version: 1, keys };
  }
}
