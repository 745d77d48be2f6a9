import { withoutRegion } from '../../cli/base-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { showWitnesses } from '../../show/show-witness.js';
import { realWitnessTools } from '../../tools/witness-tools.js';
import { listAllWitnesses } from '../../workflows/witness/list-all-witnesses.js';

export default class WitnessListCommand extends TendCommand {
  static override baseFlags = withoutRegion;
  static override summary = 'The witnesses of this machine, their logs, and what they cosigned last';

  async run(): Promise<object> {
    await this.parse(WitnessListCommand);
    const witnesses = await listAllWitnesses(realWitnessTools());
    this.show(showWitnesses, witnesses);
    return { version: 1, witnesses };
  }
}
