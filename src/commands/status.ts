import { Flags } from '@oclif/core';
import { chooseFlags } from '../cli/plan-flags.js';
import { TendCommand } from '../cli/tend-command.js';
import type { RegionStatus } from '../model/region-status.js';
import { showStatus } from '../show/show-status.js';
import { readStatus } from '../workflows/region/read-status.js';

export default class StatusCommand extends TendCommand {
  static override summary = 'The region at a glance: versions, health, stewards, last changes';
  static override examples = ['<%= config.bin %> status', '<%= config.bin %> status --fresh --json'];
  static override flags = {
    ...chooseFlags,
    fresh: Flags.boolean({ description: 'ask the recipes for newer versions' }),
  };

  async run(): Promise<RegionStatus> {
    const { flags } = await this.parse(StatusCommand);
    const open = await this.openRegion(flags.region);
    const choice = { apps: flags.app ?? [], nodes: flags.node ?? [] };
    const status = await readStatus(this.tools(), open, { choice, fresh: flags.fresh, tell: () => undefined });
    this.show(showStatus, status, this.paint(), this.tools().terminal.columns);
    return status;
  }
}
