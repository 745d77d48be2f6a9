import { Flags } from '@oclif/core';
import { withoutRegion } from '../../cli/base-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { showNewWitness } from '../../show/show-witness.js';
import { realWitnessTools } from '../../tools/witness-tools.js';
import { initWitness } from '../../workflows/witness/init-witness.js';

export default class WitnessInitCommand extends TendCommand {
  static override baseFlags = withoutRegion;
  static override summary = 'Make a witness on this machine: its key, and the line for policies of others';
  static override description =
    'A witness remembers how long the changelogs of other collectives are, and cosigns only what continues them. Its key and its memory belong together: no copies, no second machine.';
  static override examples = ['<%= config.bin %> witness init --name witness.example.org'];
  static override flags = {
    name: Flags.string({
      required: true,
      description: 'a web address of yours, for ever: it stands in each cosignature',
      helpValue: 'NAME',
    }),
    url: Flags.string({ description: 'where it will be served (tend witness serve)', helpValue: 'URL' }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(WitnessInitCommand);
    const made = await initWitness(realWitnessTools(), flags.name);
    this.show(showNewWitness, made, flags.url);
    return { version: 1, ...made };
  }
}
