import { Args, Flags } from '@oclif/core';
import { withoutRegion } from '../../cli/base-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { combineExitStatus } from '../../model/combine-exit-status.js';
import { showWitnessed, witnessedAsJson } from '../../show/show-witnessed.js';
import { realWitnessTools } from '../../tools/witness-tools.js';
import { openLogSource } from '../../workflows/witness/open-log-source.js';
import { runWitness } from '../../workflows/witness/run-witness.js';

export default class WitnessRunCommand extends TendCommand {
  static override baseFlags = withoutRegion;
  static override summary = 'Look at each known log once and cosign its head; for cron';
  static override description =
    'Reads what is new in each log with a remote, checks that it only grew, cosigns its head, and puts that on the branch witness/NAME of the log (or into a file). Ends with 12 where a log was cut off or forked: both heads are kept.';
  static override examples = [
    '<%= config.bin %> witness run',
    '<%= config.bin %> witness run example.org/changelog --out checkpoint',
  ];
  static override args = { origin: Args.string({ description: 'only this log' }) };
  static override flags = {
    out: Flags.string({ description: 'write the cosigned head to this file', helpValue: 'FILE' }),
    name: Flags.string({ description: 'which witness, where there are several', helpValue: 'NAME' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(WitnessRunCommand);
    const { name: witness, out } = flags;
    const openSource = openLogSource(this.tools());
    const logs = await runWitness(realWitnessTools(), { witness, origin: args.origin, out, openSource });
    this.show(showWitnessed, logs, this.paint());
    const statuses = logs.flatMap((log) => ('error' in log ? [log.error.exitStatus] : []));
    this.endWith(combineExitStatus(statuses, false));
    return witnessedAsJson(logs);
  }
}
