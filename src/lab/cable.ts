import type { LabTools } from '../tools/lab-tools.js';
import { runHere, tryHere } from './run-here.js';

/** Pulls a cable (`node.cable`, `lab.registryCable`): nothing is refused, everything is silent. */
export async function cutCable(tools: LabTools, cable: string): Promise<void> {
  await runHere(tools, 'ip', ['link', 'set', cable, 'down']);
}

/** Plugs it in again. */
export async function healCable(tools: LabTools, cable: string): Promise<void> {
  await runHere(tools, 'ip', ['link', 'set', cable, 'up']);
}

/** Lets only so much through towards the machine at the cable's end; undefined: as much as goes. Needs the kernel's tbf. */
export async function narrowCable(tools: LabTools, cable: string, kilobytesPerSecond?: number): Promise<void> {
  const place = ['dev', cable, 'root'];
  if (kilobytesPerSecond === undefined) return void (await tryHere(tools, 'tc', ['qdisc', 'del', ...place]));
  const limit = ['rate', `${kilobytesPerSecond * 8}kbit`, 'burst', '64kb', 'latency', '200ms'];
  await runHere(tools, 'tc', ['qdisc', 'replace', ...place, 'tbf', ...limit]);
}
