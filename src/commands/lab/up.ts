import { Flags } from '@oclif/core';
import { withoutRegion } from '../../cli/base-flags.js';
import { agreeToInstall } from '../../cli/agree-to-install.js';
import { parseHosts } from '../../cli/parse-hosts.js';
import { TendCommand } from '../../cli/tend-command.js';
import { dockerReleaseNames } from '../../model/docker-releases.js';
import { given } from '../../model/given.js';
import type { Lab } from '../../model/lab.js';
import { showLab, showLabEvent } from '../../show/show-lab.js';
import { realLabTools } from '../../tools/lab-tools.js';
import { raiseLabWithImages } from '../../workflows/lab/raise-lab-with-images.js';

export default class LabUpCommand extends TendCommand {
  static override baseFlags = withoutRegion;
  static override summary = 'Raise real Swarm servers on this machine (Debian, root)';
  static override description =
    'Servers with Docker and sshd of their own, at addresses that only this machine knows. They stay until `tend lab down`.';
  static override examples = [
    '<%= config.bin %> lab up',
    '<%= config.bin %> lab up --nodes 3 --swarm one',
    '<%= config.bin %> lab up --docker 28',
    '<%= config.bin %> lab up --hosts wiki.example.org=1',
  ];
  static override flags = {
    nodes: Flags.integer({ description: 'how many servers', helpValue: 'N', default: 3, min: 1, max: 30 }),
    number: Flags.integer({
      description: 'number of the lab (default: the first free one)',
      helpValue: 'N',
      min: 1,
      max: 99,
    }),
    swarm: Flags.option({
      options: ['each', 'one', 'none'] as const,
      default: 'each' as const,
      description: 'a swarm each, or one of all',
    })(),
    docker: Flags.option({
      options: dockerReleaseNames,
      description: "another Docker than this machine's, fetched from Debian and unpacked beside it (some 60 MB, once)",
    })(),
    hosts: Flags.string({
      description: 'lead a name to a server, for the browser of this machine (/etc/hosts)',
      helpValue: 'NAME=SERVER',
      multiple: true,
    }),
    yes: Flags.boolean({ char: 'y', description: 'install missing packages without asking' }),
  };

  async run(): Promise<Lab> {
    const { flags } = await this.parse(LabUpCommand);
    const { nodes, number, swarm, docker: release, hosts = [] } = flags;
    const tools = realLabTools();
    const install = await agreeToInstall(this, tools, flags.yes);
    const wishes = { nodes, swarm, install, hosts: parseHosts(hosts, nodes), ...given({ number, release }) };
    const lab = await raiseLabWithImages(tools, wishes, (event) => this.say(showLabEvent, event));
    this.show(showLab, lab, this.paint());
    return lab;
  }
}
