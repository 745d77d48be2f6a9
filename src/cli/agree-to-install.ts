import { showMissing } from '../show/show-lab.js';
import type { LabTools } from '../tools/lab-tools.js';
import { missingForLab } from '../workflows/lab/read-labs.js';
import type { TendCommand } from './tend-command.js';

/** Whether missing packages may be installed: said with --yes, or asked on a terminal. Without either: no, and raising names them. */
export async function agreeToInstall(command: TendCommand, tools: LabTools, yes: boolean): Promise<boolean> {
  if (yes) return true;
  const packages = await missingForLab(tools);
  const { terminal } = command.tools();
  if (packages.length === 0 || !terminal.interactive || command.jsonEnabled()) return false;
  command.say(showMissing, packages);
  return terminal.confirm('Install them with apt-get?');
}
