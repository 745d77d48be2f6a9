import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { given } from '../../model/given.js';
import { showPolicy } from '../../show/show-policy.js';
import { changePolicy } from '../../workflows/changelog/change-policy.js';

export default class ChangelogPolicyCommand extends TendCommand {
  static override summary = 'Who has to have seen the record, and who decides on that';
  static override description =
    'Takes a trust policy (C2SP tlog-policy) with witnesses, groups and a quorum, by a root key; where several root keys decide, the others agree with tend changelog approve.';
  static override args = { file: Args.string({ required: true, description: 'file with the policy' }) };
  static override flags = {
    root: Flags.string({
      description: 'fingerprint of a key that decides from then on (repeatable; default: as now)',
      helpValue: 'SHA256:…',
      multiple: true,
    }),
    threshold: Flags.integer({ description: 'how many of them have to agree', helpValue: 'K', min: 1 }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogPolicyCommand);
    const open = await this.openRegion(flags.region);
    const proposed = await changePolicy(this.tools(), open, {
      file: args.file,
      ...given({ roots: flags.root, threshold: flags.threshold }),
    });
    this.show(showPolicy, proposed);
    return { version: 1, ...proposed };
  }
}
