import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { showVerification } from '../../show/show-verification.js';
import type { TendEvent } from '../../model/event.js';
import { verifyRecord } from '../../workflows/changelog/verify-record.js';

export default class ChangelogVerifyCommand extends TendCommand {
  static override summary = 'Check that nobody altered the record';
  static override description =
    'From the region, or from a clone of any changelog: then without manifest, servers or network. A record cannot vouch for itself: give what you know of it from elsewhere (a fingerprint, a trust policy), or pin what you find on the first visit.';
  static override examples = [
    '<%= config.bin %> changelog verify',
    '<%= config.bin %> changelog verify --deep',
    '<%= config.bin %> changelog verify ./changelog --policy trust.policy',
  ];
  static override args = {
    clone: Args.string({ description: 'folder of a clone of a changelog (default: that of the region)' }),
  };
  static override flags = {
    deep: Flags.boolean({ description: 'every entry from the first one on' }),
    policy: Flags.string({ description: 'a trust policy that you came by in another way', helpValue: 'FILE' }),
    fingerprint: Flags.string({ description: 'the fingerprint that the record should have', helpValue: 'ID' }),
    brief: Flags.boolean({ description: 'the answer, and the first thing that is wrong, no more' }),
    'first-use': Flags.boolean({ description: 'trust what is found now, and compare with it from now on' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogVerifyCommand);
    const { clone } = args;
    const wish = { ...flags, firstUse: flags['first-use'], ...(clone ? { clone } : {}) };
    const verification = await verifyRecord(this.tools(), wish, (event) => this.#tell(event));
    const lines = flags.brief ? 2 : Infinity;
    this.show((...values) => firstLines(showVerification(...values), lines), verification, this.paint());
    const { problems, established } = verification;
    this.endWith(problems.length === 0 && established !== 'no' ? 0 : 12);
    return { version: 1, ...verification };
  }

  #tell(event: TendEvent): void {
    if (event.type === 'notice') this.note(event.text);
  }
}

function firstLines(text: string, count: number): string {
  return text.split('\n').slice(0, count).join('\n');
}
