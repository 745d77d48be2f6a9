import { join } from 'node:path';
import type { Step } from '../../model/step.js';
import type { AbraEnd } from '../../tools/abra.js';
import type { ApplyRun } from '../apply/apply-run.js';

/** Runs whose output is kept. */
const most = 30;

/** Where the output of abra is kept on this machine. */
function outputFolder(stateFolder: string): string {
  return join(stateFolder, 'abra');
}

/** Keeps what abra printed for the operator, masked, readable by nobody else; the oldest go. */
export async function keepOutput(
  { tools, mask }: Pick<ApplyRun, 'tools' | 'mask'>,
  step: Pick<Step, 'app' | 'node'>,
  { words, end }: { readonly words: readonly string[]; readonly end: AbraEnd },
): Promise<void> {
  const folder = outputFolder(tools.environment.stateFolder);
  const time = tools.clock.now().replaceAll(/[-:]/g, '');
  const name = `${time}-${step.app}-${words.filter((word) => /^[\w.]+$/.test(word)).join('-')}.log`;
  const head = `abra ${words.join(' ')}\nstatus ${end.exitCode ?? 'none: it was stopped'}\n\n`;
  await tools.files.write(join(folder, name), mask(`${head}${end.output}\n`), 0o600);
  const old = (await tools.files.list(folder)).filter((entry) => entry.name.endsWith('.log')).slice(0, -most);
  for (const entry of old) await tools.files.remove(join(folder, entry.name));
}
