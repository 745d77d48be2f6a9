import { Flags } from '@oclif/core';
import { TendCommand } from '../../../cli/tend-command.js';
import { showOwnKey } from '../../../show/show-keys.js';
import { rotateKey } from '../../../workflows/rotate-key.js';
import { openRegion } from '../../../workflows/open-region.js';

export default class ChangelogKeyRotateCommand extends TendCommand {
  static override summary = 'A new key for you in place of the old one, by the old one';
  static override flags = {
    use: Flags.string({ description: 'a key of your own instead of a new one', helpValue: 'KEY' }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(ChangelogKeyRotateCommand);
    const key = await rotateKey(this.tools(), await openRegion(this.tools(), flags.region), flags.use);
    this.show(showOwnKey(key));
    return { version: 1, ...key };
  }
}
