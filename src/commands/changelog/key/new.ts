import { Flags } from '@oclif/core';
import { TendCommand } from '../../../cli/tend-command.js';
import { showOwnKey } from '../../../show/show-keys.js';
import { createRecordKey } from '../../../workflows/changelog/log-keys.js';

export default class ChangelogKeyNewCommand extends TendCommand {
  static override summary = 'Your key for the record: made here, or one of your own';
  static override description =
    'A key that is for the record alone: the record is public for ever, and a key with which you log in would tell whose pseudonym it is. Who opens a record is in it from the start; others are let in with tend changelog key add.';
  static override examples = [
    '<%= config.bin %> changelog key new',
    '<%= config.bin %> changelog key new --use ~/keys/record_sk',
  ];
  static override flags = {
    use: Flags.string({
      description: 'a key file of OpenSSH (ed25519, or a security key), or a public key that the ssh-agent holds',
      helpValue: 'KEY',
    }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(ChangelogKeyNewCommand);
    const key = await createRecordKey(this.tools(), await this.openRegion(flags.region), flags.use);
    this.show(showOwnKey, key);
    return { version: 1, ...key };
  }
}
