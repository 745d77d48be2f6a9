import { readdirSync, readFileSync } from 'node:fs';

/** A process that runs: who started it, and whose group it is in. */
export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
}

/** All processes of a Linux machine but those that have ended and were not asked for yet (zombies); elsewhere none. Source: proc(5). */
export function readProcessTable(): RunningProcess[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => (/^\d/.test(name) ? readProcess(Number(name)) : []));
}

/** `4711 (name) S 1 4711 …`: state, parent, group. The name in brackets may itself hold spaces and brackets. */
function readProcess(pid: number): RunningProcess[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? [] : [{ pid, parent: Number(parent), group: Number(group) }];
  } catch {
    // It has ended meanwhile.
    return [];
  }
}
