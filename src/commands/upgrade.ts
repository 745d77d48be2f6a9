import { Args, Flags } from '@oclif/core';
import { applyAndShow } from '../cli/apply-and-show.js';
import { flagWords } from '../cli/apply-command.js';
import { lockWaitFlag } from '../cli/lock-wait-flag.js';
import { upgradeReleaseFlags } from '../cli/plan-flags.js';
import { TendCommand } from '../cli/tend-command.js';
import type { ApplyEnd } from '../model/apply-end.js';
import { given } from '../model/given.js';
import type { HeldReason } from '../model/step.js';
import { applyAsJson } from '../show/apply-as-json.js';
import { showNotes } from '../show/show-notes.js';
import type { OpenRegion } from '../workflows/region/open-region.js';
import { upgradeReleases } from '../workflows/app/held-upgrade.js';
import { applyUpgrade, findUpgrade, type Upgrade } from '../workflows/app/upgrade-app.js';

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
    ...lockWaitFlag,
    yes: Flags.boolean({ char: 'y', description: 'do not ask' }),
    ...upgradeReleaseFlags,
    why: Flags.string({ description: 'why, for the record', helpValue: 'WORDS' }),
    logs: Flags.boolean({ description: 'show what failing programs said, also without a terminal' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(UpgradeCommand);
    const open = await this.openRegion(flags.region);
    const upgrade = await findUpgrade(this.tools(), open, { name: args.app, ...given({ version: args.version }) });
    this.showWhole(showNotes, args.app, upgrade);
    if (!upgrade || (upgrade.to === upgrade.from && !upgrade.unfinished)) return { version: 1, upgrade: null };
    return applyAsJson(await this.#apply(open, upgrade, flags));
  }

  /** What the upgrade says beside the apply comes behind it, not into its progress. */
  #apply(open: OpenRegion, upgrade: Upgrade, flags: UpgradeFlags): Promise<ApplyEnd> {
    const lines: string[] = [];
    const { why, yes, logs, region } = flags;
    const { key } = upgrade.app;
    const released = Object.entries(upgradeReleases).filter(([, flag]) => flags[flag]);
    const said = [...released.map(([, flag]) => `--${flag}`), ...flagWords('region', region), ...flagWords('why', why)];
    return applyAndShow(this, open, {
      options: {
        apps: [key],
        released: released.map(([reason]) => reason as HeldReason),
        ...given({ why, lockWaitMs: flags['lock-wait'] }),
      },
      yes,
      logs,
      notesShown: true,
      again: ['tend upgrade', key, upgrade.to, ...said].join(' '),
      run: (tools, _open, options) =>
        applyUpgrade({ tools, open, options }, { upgrade, say: (line) => lines.push(line) }),
    }).finally(() => lines.forEach((line) => this.say(line)));
  }
}

interface UpgradeFlags extends Readonly<Record<(typeof upgradeReleases)[keyof typeof upgradeReleases], boolean>> {
  readonly yes: boolean;
  readonly logs: boolean;
  readonly why?: string | undefined;
  readonly 'lock-wait'?: number | undefined;
  readonly region?: string | undefined;
}
