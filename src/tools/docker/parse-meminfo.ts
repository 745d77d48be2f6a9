import type { FreeMemory } from '../docker.js';

/** The memory of a machine from the text of its /proc/meminfo, where sizes are in kB; undefined where it says none. */
export function parseMeminfo(text: string): FreeMemory | undefined {
  const [total, free] = ['MemTotal', 'MemAvailable'].map((name) => bytesOf(text, name));
  return total === undefined || free === undefined ? undefined : { total, free };
}

function bytesOf(text: string, name: string): number | undefined {
  const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
