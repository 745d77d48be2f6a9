import { Args } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { exportRecord } from '../../workflows/changelog/export-record.js';

export default class ChangelogExportCommand extends TendCommand {
  static override summary = 'Write the record as C2SP tlog-tiles, for any web server and foreign tools';
  static override args = { folder: Args.string({ required: true, description: 'where to' }) };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogExportCommand);
    const exported = await exportRecord(await this.openRegion(flags.region), args.folder);
    this.show(
      `${exported.size} entries in ${exported.files} files: ${exported.folder}/checkpoint, ${exported.folder}/tile/…`,
    );
    return { version: 1, ...exported };
  }
}
