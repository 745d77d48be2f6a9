import { join } from 'node:path';
import { Flags } from '@oclif/core';
import { noBase } from '../cli/base-flags.js';
import { TendCommand } from '../cli/tend-command.js';
import { showCommandLine } from '../show/show-command-line.js';
import { showDemoEnd, showDemoGone, showDemoIntro, showScene } from '../show/show-demo.js';
import { showLabEvent } from '../show/show-lab.js';
import { realLabTools } from '../tools/lab-tools.js';
import { realOwnProcess } from '../tools/own-process.js';
import { realShownPrograms } from '../tools/shown-programs.js';
import { endDemo, runDemo, type DemoPlace } from '../workflows/demo/run-demo.js';
import { missingForLab } from '../workflows/lab/read-labs.js';

export default class DemoCommand extends TendCommand {
  static override summary = 'The main job in front of you, on three real servers raised on this machine';
  static override enableJsonFlag = false;
  static override baseFlags = noBase;
  static override flags = {
    down: Flags.boolean({ description: 'take the demo away' }),
    yes: Flags.boolean({ char: 'y', description: 'do not ask' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(DemoCommand);
    const place = this.#place();
    if (flags.down) return this.show(showDemoGone, await endDemo(place), place.folder);
    if (!(await this.#agree(await missingForLab(place.tools), place.folder, flags.yes)))
      return this.show('Nothing was done.');
    const started = place.tools.clock.monotonic();
    const { lab, region } = await runDemo(place);
    const seconds = (place.tools.clock.monotonic() - started) / 1000;
    this.show(showDemoEnd, { lab, region, ...spoken(place.tools.environment), seconds }, this.paint());
  }

  /** Everything of the demo lies in tend-demo, in the folder where it is begun. */
  #place(): DemoPlace {
    const tools = { ...realLabTools(), git: this.tools().git };
    return {
      tools,
      shown: realShownPrograms,
      folder: join(tools.environment.workingFolder, 'tend-demo'),
      recipes: join(this.config.root, 'recipes'),
      tend: [realOwnProcess.node, join(this.config.root, 'bin', 'run.js')],
      install: true,
      tell: (event) => this.#tell(event),
    };
  }

  async #agree(missing: readonly string[], folder: string, yes: boolean): Promise<boolean> {
    this.show(showDemoIntro, missing, { folder, ...spoken(this.tools().environment) });
    const { terminal } = this.tools();
    return yes || !terminal.interactive || terminal.confirm('Go?');
  }

  #tell(event: Parameters<DemoPlace['tell']>[0]): void {
    if (event.type === 'scene') this.show(showScene, event, this.paint());
    else if (event.type === 'command') this.show(showCommandLine, event.line, this.paint());
    else if (event.type === 'line') this.show(event.text);
    else this.show(showLabEvent, event);
  }
}

/** How the command is called here: by npm from a clone, or as an installed program. */
function spoken({ variables }: { readonly variables: Readonly<Record<string, string | undefined>> }) {
  return variables['npm_lifecycle_event'] === 'demo'
    ? { tend: 'bin/run.js', down: 'npm run demo -- --down' }
    : { tend: 'tend', down: 'tend demo --down' };
}
