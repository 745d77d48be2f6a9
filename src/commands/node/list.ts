import { TendCommand } from '../../cli/tend-command.js';
import { showNodes } from '../../show/show-nodes.js';
import { openRegion } from '../../workflows/open-region.js';

export default class NodeListCommand extends TendCommand {
  static override summary = 'The nodes of the region, as region.yml names them';

  async run(): Promise<object> {
    const { flags } = await this.parse(NodeListCommand);
    const { region } = await openRegion(this.tools(), flags.region);
    this.show(showNodes(region));
    return { version: 1, nodes: region.nodes.map(({ at: _at, ...node }) => node) };
  }
}
