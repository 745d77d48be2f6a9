import { Args, Flags } from '@oclif/core';
import { applyCommand } from '../cli/apply-command.js';
import { applyAndShow } from '../cli/apply-and-show.js';
import { lockWaitFlag } from '../cli/lock-wait-flag.js';
import { chooseFlags, planOptions, releaseFlags } from '../cli/plan-flags.js';
import { TendCommand } from '../cli/tend-command.js';
import { given } from '../model/given.js';
import { KnownError } from '../model/known-error.js';
import { applyAsJson } from '../show/apply-as-json.js';
import { readSavedPlan } from '../workflows/plan/saved-plan.js';

export default class ApplyCommand extends TendCommand {
  static override summary = 'Bring the region to what the manifest says, and record each step';
  static override examples = [
    '<%= config.bin %> apply',
    '<%= config.bin %> apply --app wiki --why "security fix"',
    '<%= config.bin %> apply tonight.plan',
  ];
  static override args = { plan: Args.string({ description: 'a plan saved by tend plan --out' }) };
  static override flags = {
    ...chooseFlags,
    ...releaseFlags,
    ...lockWaitFlag,
    yes: Flags.boolean({ char: 'y', description: 'do not ask' }),
    why: Flags.string({
      description: 'why, for the record (in CI: the commit’s subject)',
      helpValue: 'WORDS',
    }),
    'break-glass': Flags.string({
      description:
        'take critical steps although no witness can see them, and why: recorded, shown until another confirms it',
      helpValue: 'REASON',
    }),
    parallel: Flags.integer({
      min: 1,
      max: 64,
      description:
        'how many apps of a node are worked on at the same time, running ones too (default: as the manifest says)',
      helpValue: 'NUMBER',
    }),
    'record-later': Flags.boolean({ description: 'keep the record here where the changelog does not answer' }),
    logs: Flags.boolean({ description: 'show what failing programs said, also without a terminal' }),
    events: Flags.string({ description: 'write events as NDJSON to this file (- = stdout)', helpValue: 'FILE' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ApplyCommand);
    if (args.plan !== undefined) refuseChoices(flags);
    const open = await this.openRegion(flags.region);
    const saved = args.plan === undefined ? {} : { savedPlan: await readSavedPlan(this.tools(), open, args.plan) };
    const { why, yes, logs, events, 'break-glass': breakGlass, 'record-later': recordLater } = flags;
    const said = given({ why, breakGlass, lockWaitMs: flags['lock-wait'], parallel: flags.parallel });
    const words = { ...saved, ...said, recordLater };
    const options = { ...planOptions(flags), ...words };
    return applyAsJson(await applyAndShow(this, open, { options, yes, logs, events, again: applyCommand(flags) }));
  }
}

/** A saved plan is run as it is: what else is chosen or released would be passed over. */
function refuseChoices(flags: Readonly<Record<string, unknown>>): void {
  const { 'older-manifest': _ofThePlan, ...released } = releaseFlags;
  const named = Object.keys({ ...chooseFlags, ...released }).find((flag) => Boolean(flags[flag]));
  if (named === undefined) return;
  throw new KnownError('USAGE', `a saved plan is run as it is: --${named} says nothing beside it`, {
    tryThis: [`tend plan --${named} … --out FILE, then: tend apply FILE`],
  });
}
