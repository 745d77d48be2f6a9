import { CommandHelp, Help } from '@oclif/core';
import { usageLine } from './usage-line.js';

class TendCommandHelp extends CommandHelp {
  /** The arguments; flags are listed below with what they mean, once. */
  protected override defaultUsage(): string {
    return usageLine({ id: this.command.id, args: this.command.args });
  }
}

/** oclif's help with a usage line that fits on a line. */
export class TendHelp extends Help {
  protected override CommandHelpClass = TendCommandHelp;
}
