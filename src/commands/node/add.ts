import { Args, Flags } from '@oclif/core';
import { askAboutKey } from '../../cli/ask-about-key.js';
import { nodeAddCommand } from '../../cli/node-add-command.js';
import { TendCommand } from '../../cli/tend-command.js';
import { KnownError } from '../../model/known-error.js';
import { showOfferedKey } from '../../show/show-offered-key.js';
import { showPinned } from '../../show/show-pinned.js';
import { sshFingerprintOfLine } from '../../tools/ssh/ssh-key.js';
import { pinNode } from '../../workflows/region/pin-node.js';
import type { WaysOn } from '../../model/ways-on.js';

export default class NodeAddCommand extends TendCommand {
  static override summary = 'Add a node to the region, or pin the host key of one';
  static override description =
    'tend connects only to a server whose key stands in region.yml. This shows the key that the server offers; you compare its fingerprint at the console; then it is written and committed.';
  static override examples = [
    '<%= config.bin %> node add fawkner --host fawkner.example.org --user deploy',
    '<%= config.bin %> node add fawkner --pin',
  ];
  static override args = { name: Args.string({ required: true, description: 'name of the node' }) };
  static override flags = {
    host: Flags.string({ description: 'host name, address, or alias of ~/.ssh/config', helpValue: 'HOST' }),
    user: Flags.string({ description: 'login', helpValue: 'LOGIN' }),
    port: Flags.integer({ description: 'port of ssh', helpValue: 'PORT' }),
    provider: Flags.string({ description: 'the collective that runs it', helpValue: 'NAME' }),
    pin: Flags.boolean({ description: 'pin the key of a node that is in region.yml already' }),
    replace: Flags.boolean({ description: 'pin another key: the server was reinstalled' }),
    fingerprint: Flags.string({
      description: 'SHA256:… as read at the server: answers the question',
      helpValue: 'SHA256:…',
    }),
  };

  async run(): Promise<object> {
    const { args, flags } = await this.parse(NodeAddCommand);
    const open = await this.openRegion(flags.region);
    const { pin: _pin, fingerprint, json: _json, region: _region, ...wish } = flags;
    const again = nodeAddCommand(args.name, flags);
    const approve = (key: string) => this.#approve(args.name, key, { fingerprint, again });
    const key = await pinNode(this.tools(), open, { name: args.name, ...wish, approve });
    if (key === undefined) this.show('Nothing was written.');
    else this.show(showPinned, args.name, open.manifest.commit !== undefined);
    return { version: 1, node: args.name, hostKey: key ?? null };
  }

  async #approve(
    name: string,
    key: string,
    { fingerprint, again }: { fingerprint: string | undefined; again: string },
  ): Promise<boolean> {
    const offered = sshFingerprintOfLine(key);
    this.say(showOfferedKey, { node: name, key, offered });
    if (fingerprint !== undefined && fingerprint !== offered)
      throw new KnownError('HOST_KEY_CHANGED', `${name} offers another key than ${fingerprint}: do not connect`, {
        tryThis: [
          'compare again at its console: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub',
          'if the console shows yours: something stands between you and the server; ask whoever runs its network',
        ],
      });
    if (fingerprint !== undefined) return true;
    const tryThis: WaysOn = [`${again} --fingerprint SHA256:…`];
    return askAboutKey(this.tools().terminal, { nobody: `of ${name}`, tryThis });
  }
}
