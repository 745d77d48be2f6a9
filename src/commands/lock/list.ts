import { TendCommand } from '../../cli/tend-command.js';
import { given } from '../../model/given.js';
import { showLocks } from '../../show/show-locks.js';
import { listLocks } from '../../workflows/region/locks.js';

export default class LockListCommand extends TendCommand {
  static override summary = 'Who is changing what just now';

  async run(): Promise<object> {
    const { flags } = await this.parse(LockListCommand);
    const found = await listLocks(this.tools(), await this.openRegion(flags.region));
    const nodes = found.map(({ node, locks, unseen }) => ({ node: node.name, locks, ...given({ unseen }) }));
    this.show(showLocks, nodes);
    return { version: 1, nodes };
  }
}
