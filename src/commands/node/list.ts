import { TendCommand } from '../../cli/tend-command.js';
import { showNodes } from '../../show/show-nodes.js';

export default class NodeListCommand extends TendCommand {
  static override summary = 'The nodes of the region, as region.yml names them';

  async run(): Promise<object> {
    const { flags } = await this.parse(NodeListCommand);
    const { region } = await this.openRegion(flags.region);
    this.show(showNodes, region);
    return { version: 1, nodes: region.nodes.map(({ at: _at, ...node }) => node) };
  }
}
