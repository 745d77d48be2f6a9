import type { Lab } from '../model/lab.js';
import type { LabTools } from '../tools/lab-tools.js';
import { labNames } from './lab-names.js';

const hostsFile = '/etc/hosts';

/** Names that people type into the browser of this machine, and the server's address each leads to. */
export type HostNames = Readonly<Record<string, string>>;

/** Writes names into this machine's /etc/hosts, in a marked block that goes with the lab. */
export async function setLabHosts(tools: LabTools, lab: Lab, names: HostNames): Promise<void> {
  const lines = Object.entries(names).map(([name, address]) => `${address} ${name}`);
  await rewriteHosts(tools, lab.number, lines);
}

/** Takes the block away; where there is none, nothing is written. */
export async function removeLabHosts(tools: LabTools, number: number): Promise<void> {
  const text = (await tools.files.readText(hostsFile)) ?? '';
  if (text.includes(`# begin ${labNames(number).mark}\n`)) await rewriteHosts(tools, number, []);
}

/** The text of a hosts file with a lab's block replaced; no lines: without it. */
export function replaceBlock(text: string, mark: string, lines: readonly string[]): string {
  const begin = `# begin ${mark}\n`;
  const end = `# end ${mark}\n`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from);
  const rest = from < 0 || to < 0 ? text : text.slice(0, from) + text.slice(to + end.length);
  if (lines.length === 0) return rest;
  const whole = rest === '' || rest.endsWith('\n') ? rest : `${rest}\n`;
  return `${whole}${begin}${lines.join('\n')}\n${end}`;
}

/** Two labs may want to at once. In a container the file cannot be replaced, only written into. */
async function rewriteHosts(tools: LabTools, number: number, lines: readonly string[]): Promise<void> {
  for (;;) {
    const release = await tools.exclusive.hold('tend-lab-hosts');
    if (!release) {
      await tools.clock.sleep(50);
      continue;
    }
    const text = (await tools.files.readText(hostsFile)) ?? '';
    const input = replaceBlock(text, labNames(number).mark, lines);
    await tools.programs.run('tee', [hostsFile], { input }).finally(release);
    return;
  }
}
