import { Args, Command, loadHelpClass } from '@oclif/core';

export default class HelpCommand extends Command {
  static override summary = 'Show what a command does, and its flags';
  static override strict = false;
  static override examples = ['<%= config.bin %> help apply', '<%= config.bin %> help app logs'];
  static override args = { command: Args.string({ description: 'the command (several words as they are typed)' }) };

  async run(): Promise<void> {
    const { argv } = await this.parse(HelpCommand);
    const id = argv.join(':');
    if (id !== '' && !this.config.findCommand(id) && !this.config.findTopic(id)) {
      await this.config.runHook('command_not_found', { id });
      return;
    }
    const Help = await loadHelpClass(this.config);
    await new Help(this.config, this.config.pjson.oclif.helpOptions).showHelp(argv as string[]);
  }
}
