import { Flags } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { showHistory } from '../../show/show-history.js';
import { readHistory } from '../../workflows/changelog/read-history.js';

export default class ChangelogShowCommand extends TendCommand {
  static override summary = 'Who changed what, when, why, and whether it worked';
  static override examples = [
    '<%= config.bin %> changelog show --app wiki',
    '<%= config.bin %> changelog show --steward ada --since 2026-11',
  ];
  static override flags = {
    app: Flags.string({ description: 'only this app', helpValue: 'APP' }),
    node: Flags.string({ description: 'only this node', helpValue: 'NODE' }),
    steward: Flags.string({
      description: 'only what this steward did, or what happened to their services',
      helpValue: 'STEWARD',
    }),
    since: Flags.string({ description: 'from this day or moment on (2026-11-22)', helpValue: 'DAY' }),
    until: Flags.string({ description: 'up to this day or moment', helpValue: 'DAY' }),
    last: Flags.integer({ description: 'only so many of the newest', helpValue: 'N', min: 1 }),
  };

  async run(): Promise<object> {
    const { flags } = await this.parse(ChangelogShowCommand);
    const open = await this.openRegion(flags.region);
    const { region: _region, json: _json, ...selection } = flags;
    const history = await readHistory(open, selection);
    this.show(showHistory, history, this.paint());
    return { version: 1, ...history };
  }
}
