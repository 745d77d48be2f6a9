import { resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { TendCommand } from '../cli/tend-command.js';
import { given } from '../model/given.js';
import { KnownError } from '../model/known-error.js';
import { showStarted } from '../show/show-started.js';
import { findAbraFolder } from '../workflows/abra/find-abra-folder.js';
import { startRegion } from '../workflows/region/start-region.js';

export default class InitCommand extends TendCommand {
  static override summary = 'Start a region: a commented region.yml in a git repository';
  static override description =
    'Writes into this folder (or -C DIR), runs git init where there is no repository, commits. Never overwrites.';
  static override examples = [
    '<%= config.bin %> init merri-bek --domain merri-bek.example.org',
    '<%= config.bin %> init garden --domain garden.example.org --node one --host 198.18.0.1',
  ];
  static override args = { name: Args.string({ required: true, description: 'name of the region' }) };
  static override flags = {
    domain: Flags.string({ required: true, description: 'domain below which apps are found', helpValue: 'DOMAIN' }),
    node: Flags.string({ description: 'name of the first server', helpValue: 'NAME' }),
    host: Flags.string({ description: 'its host name, address, or alias of ~/.ssh/config', helpValue: 'HOST' }),
    user: Flags.string({ description: 'login there', helpValue: 'LOGIN', default: 'root' }),
    steward: Flags.string({ description: 'your name in the manifest (default: your login)', helpValue: 'STEWARD' }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(InitCommand);
    const tools = this.tools();
    const folder = resolve(flags.region ?? tools.environment.workingFolder);
    const { domain, steward } = flags;
    const wish = { name: args.name, domain, ...given({ node: firstServer(flags), steward }) };
    const made = await startRegion(tools, folder, wish);
    const abra = await findAbraFolder(tools);
    this.show(showStarted, made, flags.node, abra);
    return { version: 1, ...made, ...given({ abra }) };
  }
}

interface ServerFlags {
  readonly node?: string | undefined;
  readonly host?: string | undefined;
  readonly user: string;
}

function firstServer({ node, host, user }: ServerFlags): { name: string; host: string; user: string } | undefined {
  if (node !== undefined && host !== undefined) return { name: node, host, user };
  if (node === host) return undefined;
  throw new KnownError('USAGE', 'the first server wants a name and a host', {
    tryThis: ['--node brunswick --host brunswick.example.org --user deploy', 'or neither: tend node add later'],
  });
}
