import { resolve } from 'node:path';
import { Args } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { showExport } from '../../show/show-export.js';
import { exportAbra } from '../../workflows/abra/export-abra.js';

export default class ExportAbraCommand extends TendCommand {
  static override summary = 'Write an ABRA_DIR with which abra takes over again';
  static override description =
    'Writes servers/ with an .env for each app, the recipes, and, under prepared/, compose files that docker stack deploy takes as they are. Nothing is changed on a server. The folder holds the passwords that the apps have as variables.';
  static override examples = ['<%= config.bin %> export abra ../abra-again'];
  static override args = { folder: Args.string({ required: true, description: 'a folder that is new or empty' }) };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ExportAbraCommand);
    const open = await this.openRegion(flags.region);
    const end = await exportAbra(this.tools(), open, resolve(this.tools().environment.workingFolder, args.folder));
    this.show(showExport, end);
    return { version: 1, ...end };
  }
}
