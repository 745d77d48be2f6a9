import { Flags } from '@oclif/core';
import { noBase } from '../../cli/base-flags.js';
import { TendCommand } from '../../cli/tend-command.js';
import { KnownError } from '../../model/known-error.js';
import { showServeEvent } from '../../show/show-witness.js';
import { realWitnessTools } from '../../tools/witness-tools.js';
import { serveWitness } from '../../workflows/witness/serve-witness.js';

export default class WitnessServeCommand extends TendCommand {
  static override baseFlags = noBase;
  static override enableJsonFlag = false;
  static override summary = 'Answer logs that ask for cosignatures over HTTP (C2SP tlog-witness)';
  static override description =
    'Takes POST /add-checkpoint until Ctrl-C; a line on stderr for each request. It speaks plain HTTP: put a web server with a certificate before it.';
  static override examples = ['<%= config.bin %> witness serve --listen 127.0.0.1:7380'];
  static override flags = {
    listen: Flags.string({ default: '127.0.0.1:7380', description: 'address to listen on', helpValue: 'HOST:PORT' }),
    name: Flags.string({ description: 'which witness, where there are several', helpValue: 'NAME' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(WitnessServeCommand);
    await serveWitness(realWitnessTools(), {
      witness: flags.name,
      ...parseListen(flags.listen),
      signal: this.stopOnSignals('requests that run are answered'),
      tell: (event) => this.say(showServeEvent, event),
    });
  }
}

/** `127.0.0.1:7380`, `[::1]:7380`, `witness.example.org:80`. */
function parseListen(listen: string): { host: string; port: number } {
  const [, inBrackets, plain, digits] = /^(?:\[([0-9A-Fa-f:]+)\]|([^\s:]+)):(\d{1,5})$/.exec(listen) ?? [];
  const host = inBrackets ?? plain;
  const port = Number(digits);
  if (host !== undefined && port <= 65_535) return { host, port };
  throw new KnownError('USAGE', `--listen ${listen}: neither HOST:PORT nor [ADDRESS]:PORT`, {
    tryThis: ['tend witness serve --listen 127.0.0.1:7380'],
  });
}
