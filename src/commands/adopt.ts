import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../cli/tend-command.js';
import { given } from '../model/given.js';
import { planAsJson } from '../show/plan-as-json.js';
import { showAdopted } from '../show/show-adopted.js';
import { adoptStack } from '../workflows/abra/adopt-stack.js';

export default class AdoptCommand extends TendCommand {
  static override summary = 'Take a stack that runs on a node into the manifest';
  static override description =
    'Reads recipe, version and variables back from labels and the service app, writes apps/NAME.yml and commits it. Variables that look like secrets go to files that git ignores. Changes nothing on the node.';
  static override examples = ['<%= config.bin %> adopt brunswick old_pad_example_org'];
  static override args = {
    node: Args.string({ required: true, description: 'the node' }),
    stack: Args.string({ required: true, description: 'the stack, as docker stack ls names it' }),
  };
  static override flags = {
    name: Flags.string({ description: 'its name in the manifest', helpValue: 'APP' }),
    recipe: Flags.string({ description: 'its recipe, where no label tells it', helpValue: 'RECIPE' }),
    domain: Flags.string({ description: 'its domain, where nothing tells it', helpValue: 'DOMAIN' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(AdoptCommand);
    const { name, recipe, domain } = flags;
    const open = await this.openRegion(flags.region);
    const end = await adoptStack(this.tools(), open, { ...args, ...given({ name, recipe, domain }) });
    this.show(showAdopted, end, args.node, this.paint());
    return { version: 1, ...end, plan: planAsJson(end.plan) };
  }
}
