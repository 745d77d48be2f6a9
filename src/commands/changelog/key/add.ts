import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../../../cli/tend-command.js';
import { given } from '../../../model/given.js';
import { showKeyAdded } from '../../../show/show-keys.js';
import { letKeyIn } from '../../../workflows/changelog/log-keys.js';

export default class ChangelogKeyAddCommand extends TendCommand {
  static override summary = 'Let somebody write into the record';
  static override examples = [
    '<%= config.bin %> changelog key add bo',
    '<%= config.bin %> changelog key add op-ci "ssh-ed25519 AAAA…" --app wiki',
  ];
  static override args = {
    holder: Args.string({ required: true, description: 'a steward, or a pseudonym (op-ci)' }),
    key: Args.string({ description: 'their public key (default: the steward’s in the manifest)' }),
  };
  static override flags = {
    app: Flags.string({ description: 'only entries about this app (repeatable)', helpValue: 'APP', multiple: true }),
    expires: Flags.string({ description: 'last day', helpValue: 'DAY' }),
    keys: Flags.boolean({ description: 'may let other keys in and out too' }),
    'note-key': Flags.string({ description: 'of a security key: what signs heads beside it', helpValue: 'VKEY' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogKeyAddCommand);
    const { app: apps, expires: lastDay, 'note-key': noteKey } = flags;
    const id = await letKeyIn(this.tools(), await this.openRegion(flags.region), {
      holder: args.holder,
      does: flags.keys ? ['record', 'keys'] : ['record'],
      ...given({ key: args.key, apps, expires: lastDay && `${lastDay}T23:59:59Z`, noteKey }),
    });
    this.show(showKeyAdded, args.holder, id);
    return { version: 1, entry: id };
  }
}
