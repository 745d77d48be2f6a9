import { TendCommand } from '../../cli/tend-command.js';
import { recoverRecord } from '../../workflows/changelog/recover-record.js';

const words = {
  nothing: 'nothing is missing there: the remote has all that this machine has seen',
  'pushed-back': 'the remote has again what it had lost, as it was',
  'appended-again':
    'the remote had gone on with another history: what it lacked stands behind it now, with an entry that owns up to the fork',
  'owned-up':
    'the remote has all that this machine has seen; an entry owns up to a head of another history that was signed here',
};

export default class ChangelogRecoverCommand extends TendCommand {
  static override summary = 'Bring back what this machine has seen of the record and its remote has lost';
  static override description =
    'After a force-push, a deleted branch, or a forge that told two people that both had won. Ask first who may push there.';

  async run(): Promise<object> {
    const { flags } = await this.parse(ChangelogRecoverCommand);
    const recovered = await recoverRecord(await this.openRegion(flags.region));
    const count = recovered.entries > 0 ? ` (${recovered.entries} entries)` : '';
    this.show(`${words[recovered.how]}${count} · tend changelog verify --deep`);
    if (recovered.proof !== undefined)
      this.show(
        `anybody can check that two histories were signed: tend changelog check-proof ${recovered.proof} --policy trust.policy`,
      );
    return { version: 1, ...recovered };
  }
}
