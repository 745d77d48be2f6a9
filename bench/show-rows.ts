import stringWidth from 'string-width';
import { isReached, type Goal, type Row } from './row.js';

const heads = ['what', 'measured', 'baseline', 'ratio', 'must', 'stretch'];

/** The table as people read it. */
export function showRows(rows: readonly Row[]): string {
  const lines = [heads, ...rows.map(cellsOf)];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => stringWidth(line[column] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - stringWidth(cell));
}

function cellsOf(row: Row): string[] {
  if (row.ms === undefined) return [row.what, `not measured: ${row.notMeasured ?? ''}`];
  const size = row.megabytes === undefined ? '' : `, ${Math.round(row.megabytes)} MB`;
  const { baseline } = row;
  return [
    row.what,
    time(row.ms) + size,
    baseline ? `${time(baseline.ms)} ${baseline.what}` : '',
    ratio(row),
    goalCell(row, row.must),
    goalCell(row, row.stretch),
  ];
}

function ratio({ ms, baseline, must }: Row): string {
  if (!baseline || ms === undefined) return '';
  const value = must?.atMost === undefined ? baseline.ms / ms : ms / baseline.ms;
  return `${value.toFixed(value < 10 ? 2 : 0)}x`;
}

function goalCell(row: Row, goal: Goal | undefined): string {
  if (!goal) return '';
  return `${isReached(row, goal) ? '✔' : '✘'} ${words(goal)}`;
}

function words({ faster, atMost, megabytes }: Goal): string {
  return [
    ...(faster === undefined ? [] : [`${faster}x faster`]),
    ...(atMost === undefined ? [] : [`≤ ${Number(atMost.toFixed(2))}x`]),
    ...(megabytes === undefined ? [] : [`≤ ${megabytes} MB`]),
  ].join(', ');
}

function time(ms: number): string {
  return ms >= 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
}
