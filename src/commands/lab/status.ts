import { withoutRegion } from '../../cli/base-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import type { LabStatus } from '../../model/lab.js';
import { showLabStatus } from '../../show/show-lab.js';
import { realLabTools } from '../../tools/lab-tools.js';
import { readLabs } from '../../workflows/lab/read-labs.js';

export default class LabStatusCommand extends TendCommand {
  static override baseFlags = withoutRegion;
  static override summary = 'The labs of this machine';
  static override examples = ['<%= config.bin %> lab status --json'];

  async run(): Promise<{ version: 1; labs: LabStatus[] }> {
    await this.parse(LabStatusCommand);
    const labs = await readLabs(realLabTools());
    this.show(showLabStatus, labs, this.paint());
    return { version: 1, labs };
  }
}
