import { Args } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { releaseLock } from '../../workflows/region/locks.js';

export default class LockReleaseCommand extends TendCommand {
  static override summary = 'Let go of a lock whose holder is dead for sure';
  static override description =
    'A dead holder’s lock lapses by itself within its lease; this is for when you cannot wait. A holder who lives notices, and stops writing.';
  static override args = {
    id: Args.string({ required: true, description: 'the id that tend lock list shows (6 characters or more)' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(LockReleaseCommand);
    const lock = await releaseLock(this.tools(), await this.openRegion(flags.region), args.id);
    this.show(`${lock.what}: the lock of ${lock.holder} is released · tend plan`);
    return { version: 1, released: lock };
  }
}
