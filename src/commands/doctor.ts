import { Flags } from '@oclif/core';
import { TendCommand } from '../cli/tend-command.js';
import { combineExitStatus } from '../model/combine-exit-status.js';
import { showEngineReport } from '../show/show-engine-report.js';
import { showChecks } from '../show/show-checks.js';
import { checkRegion } from '../workflows/region/check-region.js';
import { reportDifferences, type EngineReport } from '../workflows/abra/report-differences.js';

export default class DoctorCommand extends TendCommand {
  static override summary = 'Look at what tend needs: this machine, the record, each node';
  static override examples = ['<%= config.bin %> doctor', '<%= config.bin %> doctor --node brunswick'];
  static override flags = {
    node: Flags.string({ multiple: true, description: 'only this node (repeatable)', helpValue: 'NODE' }),
    report: Flags.boolean({ description: 'write up, for an issue, what abra made other than tend rendered' }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(DoctorCommand);
    const open = await this.openRegion(flags.region);
    if (flags.report) return this.report(await reportDifferences(this.tools(), open));
    const checks = await checkRegion(this.tools(), open, flags.node ?? []);
    this.show(showChecks, checks, this.paint());
    const statuses = checks.filter(({ ok }) => !ok).map(({ exitStatus = 14 }) => exitStatus);
    this.endWith(combineExitStatus(statuses, false));
    return { version: 1, checks };
  }

  private report(report: EngineReport): object {
    this.show(showEngineReport, report);
    return { version: 1, ...report };
  }
}
