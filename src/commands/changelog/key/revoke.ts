import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../../../cli/tend-command.js';
import { takeKeyOut } from '../../../workflows/changelog/log-keys.js';
import { showKeyRevoked } from '../../../show/show-keys.js';

export default class ChangelogKeyRevokeCommand extends TendCommand {
  static override summary = 'Take a key out of the record: from now on it signs nothing any more';
  static override description =
    'What it signed before stays good: keys count by the place of their entries, not by the clock.';
  static override args = {
    key: Args.string({ required: true, description: 'its fingerprint (SHA256:…), or its holder if they have one key' }),
  };
  static override flags = {
    reason: Flags.option({
      options: ['left', 'lost', 'stolen', 'rotated'] as const,
      required: true,
      description: 'why',
    })(),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogKeyRevokeCommand);
    const open = await this.openRegion(flags.region);
    const id = await takeKeyOut(this.tools(), open, { key: args.key, reason: flags.reason });
    this.show(showKeyRevoked, args.key, id);
    return { version: 1, entry: id };
  }
}
