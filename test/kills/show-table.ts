import type { KillEnd } from './kill-and-repair.js';

/** A line a command: how many kills, how many met a run that was still at work, how many were repaired. */
export function showTable(ends: readonly KillEnd[]): string {
  const kinds = [...new Set(ends.map(({ kind }) => kind))];
  const rows = [
    ...kinds.map((kind) =>
      rowOf(
        kind,
        ends.filter((end) => end.kind === kind),
      ),
    ),
    rowOf('all', ends),
  ];
  const head = ['command', 'kills', 'in the middle', 'repaired', 'faults'];
  return [head, ...rows]
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(10) : cell.padStart(14))).join(''))
    .join('\n');
}

function rowOf(kind: string, ends: readonly KillEnd[]): string[] {
  const bad = ends.filter(({ faults }) => faults.length > 0).length;
  const killed = ends.filter((end) => end.killed).length;
  return [kind, ends.length, killed, ends.length - bad, bad].map(String);
}
