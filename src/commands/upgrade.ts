import { Args, Flags } from '@oclif/core';
import { applyAndShow } from '../cli/apply-and-show.js';
import { flagWords } from '../cli/apply-command.js';
import { TendCommand } from '../cli/tend-command.js';
import { applyAsJson } from '../show/apply-as-json.js';
import { showNotes } from '../show/show-notes.js';
import { openRegion } from '../workflows/open-region.js';
import { applyUpgrade, findUpgrade } from '../workflows/upgrade-app.js';

export default class UpgradeCommand extends TendCommand {
  static override summary = 'Take an app to a newer version: notes, manifest, plan, apply';
  static override examples = [
    '<%= config.bin %> upgrade wiki',
    '<%= config.bin %> upgrade wiki 2.0.0+2024-10-01 --major',
  ];
  static override args = {
    app: Args.string({ required: true, description: 'the app' }),
    version: Args.string({ description: 'a version tag of its recipe (default: the newest that is no major step)' }),
  };
  static override flags = {
    yes: Flags.boolean({ char: 'y', description: 'do not ask' }),
    major: Flags.boolean({ description: 'take a major upgrade' }),
    downgrade: Flags.boolean({ description: 'go back to an older version' }),
    why: Flags.string({ description: 'why, for the record', helpValue: 'WORDS' }),
    logs: Flags.boolean({ description: 'show what failing programs said, also without a terminal' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(UpgradeCommand);
    const open = await openRegion(this.tools(), flags.region);
    const version = args.version === undefined ? {} : { version: args.version };
    const upgrade = await findUpgrade(this.tools(), open, { name: args.app, ...version });
    this.show(showNotes(args.app, upgrade));
    if (!upgrade || upgrade.to === upgrade.from) return { version: 1, upgrade: null };
    const lines: string[] = [];
    const released = (['major', 'downgrade'] as const).filter((reason) => flags[reason]);
    const { why, yes, logs } = flags;
    const said = [...flagWords('region', flags.region), ...flagWords('why', why)];
    const end = applyAndShow(this, open, {
      options: { apps: [upgrade.app.key], released, ...(why === undefined ? {} : { why }) },
      yes,
      logs,
      again: ['tend upgrade', upgrade.app.key, upgrade.to, ...released.map((flag) => `--${flag}`), ...said].join(' '),
      run: (tools, _open, options) =>
        applyUpgrade({ tools, open, options }, { upgrade, say: (line) => lines.push(line) }),
    });
    return applyAsJson(await end.finally(() => lines.forEach((line) => this.say(line))));
  }
}
