import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { KnownError } from '../../model/known-error.js';
import { showLevel } from '../../show/show-level.js';
import { turnPublic, turnWitnessed, readLevel, type LevelReport } from '../../workflows/changelog/change-level.js';
import type { OpenRegion } from '../../workflows/region/open-region.js';

export default class ChangelogLevelCommand extends TendCommand {
  static override summary = 'How much the record is worth to others, and how to make it worth more';
  static override examples = [
    '<%= config.bin %> changelog level',
    '<%= config.bin %> changelog level public --remote git@forge.example.org:log.git',
    '<%= config.bin %> changelog level witnessed --policy others.policy',
  ];
  static override args = {
    level: Args.string({ options: ['public', 'witnessed'], description: 'move up to it (default: tell where it is)' }),
  };
  static override flags = {
    remote: Flags.string({ description: 'for public: where others can read it', helpValue: 'GIT' }),
    policy: Flags.string({ description: 'for witnessed: who has to have seen it', helpValue: 'FILE' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ChangelogLevelCommand);
    const open = await this.openRegion(flags.region);
    const report = await this.#move(open, args.level, flags);
    this.show(showLevel, report);
    return { version: 1, ...report };
  }

  #move(open: OpenRegion, level: string | undefined, { remote, policy }: Wish): Promise<LevelReport> {
    if (level === undefined) return readLevel(open);
    if (level === 'public' && remote !== undefined) return turnPublic(this.tools(), open, remote);
    if (level === 'witnessed' && policy !== undefined) return turnWitnessed(this.tools(), open, policy);
    const flag = level === 'public' ? '--remote GIT' : '--policy FILE';
    throw new KnownError('USAGE', `moving up to ${level} wants ${flag}`, {
      tryThis: [`tend changelog level ${level} ${flag}`],
    });
  }
}

interface Wish {
  readonly remote?: string | undefined;
  readonly policy?: string | undefined;
}
