import { Args, Flags } from '@oclif/core';
import { withoutRegion } from '../../cli/base-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { realWitnessTools } from '../../tools/witness-tools.js';
import { addLog } from '../../workflows/witness/add-log.js';

export default class WitnessAddCommand extends TendCommand {
  static override baseFlags = withoutRegion;
  static override summary = 'Tell the witness of a log that it shall cosign';
  static override description =
    'Get the key from the people who write the log, by another way than the log itself. Of a log that is known already this sets keys and remote anew; what was cosigned stays known.';
  static override examples = ['<%= config.bin %> witness add example.org/changelog --key VKEY --remote GIT'];
  static override args = {
    origin: Args.string({ required: true, description: 'first line of its heads, for ever the same' }),
  };
  static override flags = {
    key: Flags.string({
      required: true,
      multiple: true,
      description: 'verifier key of somebody who signs its heads (repeatable)',
      helpValue: 'VKEY',
    }),
    remote: Flags.string({
      description: 'git remote to read it from (without: its writers ask over HTTP)',
      helpValue: 'GIT',
    }),
    name: Flags.string({ description: 'which witness, where there are several', helpValue: 'NAME' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(WitnessAddCommand);
    const { key: keys, remote, name } = flags;
    const witness = await addLog(realWitnessTools(), { witness: name, origin: args.origin, keys, remote });
    const next = remote === undefined ? 'tend witness serve' : 'tend witness run';
    this.show(`${witness} knows ${args.origin} · ${next}`);
    return { version: 1, witness, origin: args.origin, keys, remote: remote ?? null };
  }
}
