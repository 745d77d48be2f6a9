import { resolve } from 'node:path';
import { Args, Flags } from '@oclif/core';
import { askAboutKey } from '../cli/ask-about-key.js';
import { TendCommand } from '../cli/tend-command.js';
import type { TendEvent } from '../model/event.js';
import { given } from '../model/given.js';
import { planAsJson } from '../show/plan-as-json.js';
import { showImport } from '../show/show-import.js';
import { sshFingerprintOfLine } from '../tools/ssh/ssh-key.js';
import { usualAbraFolder } from '../workflows/abra/find-abra-folder.js';
import { importRegion } from '../workflows/abra/import-region.js';
import type { OfferedKey } from '../workflows/abra/pin-servers.js';

export default class ImportCommand extends TendCommand {
  static override summary = 'Take over what abra runs today; changes nothing on a server';
  static override description =
    'Reads servers/*/*.env of an ABRA_DIR, looks at the servers, and writes a region repo (or adds to the one that is here) that says the same in the fewest lines. Then it plans, to prove it. Swarm secrets are not read; passwords in .env files go to files that git ignores.';
  static override examples = [
    '<%= config.bin %> import',
    '<%= config.bin %> import /srv/abra --domain merri-bek.example.org --known-hosts',
  ];
  static override args = { folder: Args.string({ description: 'the ABRA_DIR (default: $ABRA_DIR, else ~/.abra)' }) };
  static override flags = {
    name: Flags.string({ description: 'name of a new region', helpValue: 'NAME' }),
    domain: Flags.string({ description: 'its domain (default: the one that most apps share)', helpValue: 'DOMAIN' }),
    catalogue: Flags.string({
      description: 'where recipes known by name are: a URL, a folder, a recipes.json',
      helpValue: 'URL',
    }),
    'known-hosts': Flags.boolean({ description: 'pin keys that ~/.ssh/known_hosts holds without asking' }),
    fingerprint: Flags.string({
      multiple: true,
      description: 'SHA256:… as read at a server: answers the question (repeatable)',
      helpValue: 'SHA256:…',
    }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ImportCommand);
    const { workingFolder } = this.tools().environment;
    const { name, domain, catalogue, fingerprint: fingerprints = [], 'known-hosts': known } = flags;
    const end = await importRegion(this.tools(), {
      folder: resolve(flags.region ?? workingFolder),
      abraFolder: args.folder ? resolve(workingFolder, args.folder) : usualAbraFolder(this.tools().environment),
      ...given({ name, domain, catalogue }),
      approve: (offered) => this.#approve(offered, { known, fingerprints }),
      tell: (event) => this.#tell(event),
    });
    this.show(showImport, end, this.paint());
    return { version: 1, ...end, plan: planAsJson(end.plan) };
  }

  #tell(event: TendEvent): void {
    if (event.type === 'node-read') this.say(`${event.node} read in ${event.seconds.toFixed(1)} s`);
  }

  async #approve(
    { node, host, key, isKnown }: OfferedKey,
    given: { readonly known: boolean; readonly fingerprints: readonly string[] },
  ): Promise<boolean> {
    const offered = sshFingerprintOfLine(key);
    this.say(`${node} (${host}) offers ${offered}${isKnown ? ', which is in known_hosts' : ''}`);
    if (given.fingerprints.includes(offered) || (isKnown && given.known)) return true;
    return askAboutKey(this.tools().terminal, {
      ...(isKnown ? { question: 'Write it into region.yml, so that tend talks to no other?' } : {}),
      nobody: `of ${node}; nothing was written`,
      tryThis: ['tend import --known-hosts', 'tend import --fingerprint SHA256:…'],
    });
  }
}
