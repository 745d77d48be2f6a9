import { Flags } from '@oclif/core';
import { withoutRegion } from '../../cli/base-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { given } from '../../model/given.js';
import { showLowered } from '../../show/show-lab.js';
import { realLabTools } from '../../tools/lab-tools.js';
import { lowerLabs } from '../../workflows/lab/lower-labs.js';

export default class LabDownCommand extends TendCommand {
  static override baseFlags = withoutRegion;
  static override summary = 'Take a lab away, with all that is in it';
  static override examples = ['<%= config.bin %> lab down', '<%= config.bin %> lab down --number 2'];
  static override flags = {
    number: Flags.integer({
      description: 'number of the lab (default: the only one)',
      helpValue: 'N',
      min: 1,
      max: 99,
      exclusive: ['all'],
    }),
    all: Flags.boolean({ description: 'all labs that belong to no running process' }),
  };

  async run(): Promise<{ version: 1; lowered: number[] }> {
    const { flags } = await this.parse(LabDownCommand);
    const { number, all } = flags;
    const lowered = await lowerLabs(realLabTools(), { all, ...given({ number }) });
    this.show(showLowered, lowered);
    return { version: 1, lowered };
  }
}
