import { readFileSync } from 'node:fs';

/** Of /proc/PID/stat in milliseconds (proc(5)): what Linux counts in, on every architecture that Node runs on. */
const tick = 10;

/** Milliseconds of user and system time of all processes that a work starts and waits for, and of theirs. */
export async function cpuOfChildren(work: () => Promise<unknown>): Promise<number> {
  const before = childTicks();
  await work();
  return (childTicks() - before) * tick;
}

/** cutime and cstime, the 16th and 17th field; the second one, the name, may hold spaces. */
function childTicks(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[13]) + Number(fields[14]);
}
