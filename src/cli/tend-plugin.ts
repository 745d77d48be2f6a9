import { type Command, Plugin } from '@oclif/core';
import { commands } from './command-table.js';

/** tend as oclif wants to have it: knows every command by the table instead of by a path. */
export class TendPlugin extends Plugin {
  constructor(options: Plugin['options']) {
    super(options);
    // Asked where there is no manifest. For TypeScript it is private, so that `override` may not stand here.
    Object.assign(this, { getCommandIDs: async () => Object.keys(commands) });
  }

  override async findCommand(id: string): Promise<Command.Class> {
    const load = commands[id];
    if (!load) throw new Error(`there is no command ${id}: oclif.manifest.json and command-table.ts differ`);
    const command = (await load()).default;
    return Object.assign(command, { id, plugin: this });
  }
}
