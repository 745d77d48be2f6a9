import { Flags } from '@oclif/core';
import { TendCommand } from '../../../cli/tend-command.js';
import { showNameInstead, showOwnKey } from '../../../show/show-keys.js';
import { rotateKey } from '../../../workflows/changelog/rotate-key.js';

export default class ChangelogKeyRotateCommand extends TendCommand {
  static override summary = 'A new key for you in place of the old one, by the old one';
  static override flags = {
    use: Flags.string({ description: 'a key of your own instead of a new one', helpValue: 'KEY' }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(ChangelogKeyRotateCommand);
    const key = await rotateKey(this.tools(), await this.openRegion(flags.region), flags.use);
    if (key.nameInstead !== undefined) this.say(showNameInstead, key.nameInstead);
    this.show(showOwnKey, key);
    return { version: 1, ...key };
  }
}
