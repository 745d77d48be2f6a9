import { Flags } from '@oclif/core';
import { openEventSink, tellAll } from '../cli/open-event-sink.js';
import { applyCommand } from '../cli/apply-command.js';
import { chooseFlags, planOptions, releaseFlags } from '../cli/plan-flags.js';
import { TendCommand } from '../cli/tend-command.js';
import { planAsJson } from '../show/plan-as-json.js';
import { showPlan } from '../show/show-plan.js';
import { planRegion } from '../workflows/plan/plan-region.js';
import { savePlan } from '../workflows/plan/saved-plan.js';
import { statusOfPlan } from '../workflows/plan/status-of-plan.js';

export default class PlanCommand extends TendCommand {
  static override summary = 'Show what an apply would change, and change nothing';
  static override examples = [
    '<%= config.bin %> plan',
    '<%= config.bin %> plan --app wiki --json',
    '<%= config.bin %> plan --out tonight.plan',
  ];
  static override flags = {
    ...chooseFlags,
    ...releaseFlags,
    out: Flags.string({ description: 'save the plan; `tend apply FILE` runs exactly it', helpValue: 'FILE' }),
    'detailed-exitcode': Flags.boolean({ description: 'exit 3 where changes are pending' }),
    events: Flags.string({ description: 'write events as NDJSON to this file (- = stdout)', helpValue: 'FILE' }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(PlanCommand);
    const events = openEventSink(flags.events);
    const open = await this.openRegion(flags.region);
    const plan = await planRegion(this.tools(), open, { ...planOptions(flags), tell: tellAll(events.tell) });
    if (flags.out !== undefined) await savePlan(this.tools(), plan, flags.out);
    this.show(showPlan, plan, this.paint(), { command: applyCommand(flags) });
    const status = statusOfPlan(plan, flags['detailed-exitcode']);
    this.endWith(status);
    events.end(status);
    return planAsJson(plan);
  }
}
