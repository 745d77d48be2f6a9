import { Args } from '@oclif/core';
import { TendCommand } from '../../cli/tend-command.js';
import { showTasks } from '../../show/show-tasks.js';
import { tasksAsJson } from '../../show/tasks-as-json.js';
import { lookIntoApp } from '../../workflows/app/look-into-app.js';

export default class AppPsCommand extends TendCommand {
  static override summary = 'Services and tasks of an app, the failed ones too';
  static override args = { app: Args.string({ required: true, description: 'the app' }) };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(AppPsCommand);
    const tools = this.tools();
    const { app, services } = await lookIntoApp(tools, await this.openRegion(flags.region), args.app);
    const how = { now: tools.clock.now(), paint: this.paint(), errors: tools.terminal.interactive };
    this.show(showTasks, services, app.stack, how);
    return { version: 1, app: app.name, node: app.node, tasks: tasksAsJson(services) };
  }
}
