import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../../../cli/tend-command.js';
import { letKeyIn } from '../../../workflows/log-keys.js';
import { openRegion } from '../../../workflows/open-region.js';

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
    const id = await letKeyIn(this.tools(), await openRegion(this.tools(), flags.region), {
      holder: args.holder,
      does: flags.keys ? ['record', 'keys'] : ['record'],
      ...(args.key === undefined ? {} : { key: args.key }),
      ...(flags.app === undefined ? {} : { apps: flags.app }),
      ...(flags.expires === undefined ? {} : { expires: `${flags.expires}T23:59:59Z` }),
      ...(flags['note-key'] === undefined ? {} : { noteKey: flags['note-key'] }),
    });
    this.show(
      `${args.holder} may write into the record from now on · entry ${id.slice(0, 6)} · tend changelog key list`,
    );
    return { version: 1, entry: id };
  }
}
