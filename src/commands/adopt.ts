import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../cli/tend-command.js';
import { planAsJson } from '../show/plan-as-json.js';
import { committedWords } from '../show/committed-words.js';
import { hiddenLines } from '../show/show-import.js';
import { showPlan } from '../show/show-plan.js';
import { adoptStack } from '../workflows/abra/adopt-stack.js';
import { openRegion } from '../workflows/open-region.js';

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
    const end = await adoptStack(this.tools(), await openRegion(this.tools(), flags.region), {
      ...args,
      ...(name === undefined ? {} : { name }),
      ...(recipe === undefined ? {} : { recipe }),
      ...(domain === undefined ? {} : { domain }),
    });
    const lines = hiddenLines(end.hidden);
    this.show(
      [
        `${end.app} is in the manifest now: ${end.file}, ${committedWords(end.committed)}; nothing was changed on ${args.node}`,
        ...lines,
      ].join('\n'),
    );
    this.show(`\n${showPlan(end.plan, this.paint())}`);
    return { version: 1, ...end, plan: planAsJson(end.plan) };
  }
}
