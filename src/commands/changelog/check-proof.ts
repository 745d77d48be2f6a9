import { Args, Flags } from '@oclif/core';
import { withoutRegion } from '../../cli/base-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { showCheckedProof } from '../../show/show-checked-proof.js';
import { checkProofFile } from '../../workflows/changelog/write-proof.js';

export default class ChangelogCheckProofCommand extends TendCommand {
  static override summary = 'Check a proof that somebody sent: of an entry, or of a fork';
  static override description =
    'Needs no record, no region and no network: only the proof (of an entry: with the entry beside it) and a trust policy.';
  static override baseFlags = withoutRegion;
  static override args = { file: Args.string({ required: true, description: 'the proof' }) };
  static override flags = {
    policy: Flags.string({
      description: 'whose word counts for you (C2SP tlog-policy)',
      helpValue: 'FILE',
      required: true,
    }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogCheckProofCommand);
    const checked = await checkProofFile(this.tools(), { file: args.file, policy: flags.policy });
    this.showWhole(showCheckedProof, checked, this.paint());
    this.endWith(checked.kind === 'wrong' ? 12 : 0);
    return { version: 1, ...checked };
  }
}
