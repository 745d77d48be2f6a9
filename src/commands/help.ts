import { Args, Command } from '@oclif/core';
import { TendHelp } from '../cli/tend-help.js';

export default class HelpCommand extends Command {
  static override summary = 'Show what a command does, and its flags';
  static override strict = false;
  static override examples = ['<%= config.bin %> help apply', '<%= config.bin %> help app logs'];
  static override args = { command: Args.string({ description: 'the command (several words as they are typed)' }) };

  async run(): Promise<void> {
    const { argv } = await this.parse(HelpCommand);
    const id = argv.join(':');
    const isKnown = id === '' || this.config.findCommand(id) || this.config.findTopic(id);
    if (isKnown) return new TendHelp(this.config).showHelp(argv as string[]);
    const { commandNotFound } = await import('../hooks/command-not-found.js');
    await commandNotFound({ id, config: this.config });
  }
}
