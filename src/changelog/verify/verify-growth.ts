import type { Contents } from '../../model/contents.js';
import { shortEntry } from '../../model/short-id.js';
import type { Problem, ProblemCode } from '../problem.js';
import { parseCheckedLine, parseLine } from '../log/signed-line.js';

const shown = 5;

/** The lines that this machine saw before, and those that are there. */
interface Growth {
  readonly before: readonly string[];
  readonly now: readonly string[];
  readonly contents: Contents;
}

/** What became of the lines: those that are gone and those that are new, from the first difference on. */
interface Difference {
  readonly code: ProblemCode;
  /** Positions in the log as it was. */
  readonly gone: readonly number[];
  /** Positions in the log as it is. */
  readonly fresh: readonly number[];
}

/** Whether what this machine saw before is still the beginning, line by line; if not, in which way it was changed. */
export function verifyGrowth({ before, now, contents }: Growth): Problem[] {
  const first = before.findIndex((line, index) => now[index] !== line);
  if (first === -1) return [];
  const { code, gone, fresh } = findDifference(before, now, first);
  if (code === 'inserted') return tell(code, fresh, (at) => insertedSays(now[at], at));
  if (code === 'swapped') return tell(code, fresh, (at) => swappedSays(before, now[at], at));
  return tell(code, gone, (at) => goneSays({ before, now, contents }, at, code));
}

function findDifference(before: readonly string[], now: readonly string[], first: number): Difference {
  const [were, are] = [new Set(before), new Set(now)];
  const gone = positions(before, first).filter((at) => !are.has(before[at] ?? ''));
  // What stands behind the last line that was there before is growth.
  const last = now.findLastIndex((line, at) => at >= first && were.has(line));
  const fresh = positions(now.slice(0, last + 1), first).filter((at) => !were.has(now[at] ?? ''));
  if (last === -1) return { code: endOf(before, now, first), gone, fresh };
  if (gone.length === 0 && fresh.length === 0)
    return { code: 'swapped', gone, fresh: positions(before, first).filter((at) => before[at] !== now[at]) };
  if (gone.length === 0) return { code: 'inserted', gone, fresh };
  if (fresh.length === 0) return { code: 'dropped', gone, fresh };
  return { code: gone.join() === fresh.join() ? 'altered' : 'rewritten', gone, fresh };
}

/** Nothing behind the first difference is as it was. */
function endOf(before: readonly string[], now: readonly string[], first: number): ProblemCode {
  if (now.length === first) return 'truncated';
  return before.length === first + 1 && 'fault' in parseLine(now[first] ?? '') ? 'altered' : 'forked';
}

function positions(lines: readonly string[], first: number): number[] {
  return Array.from({ length: Math.max(0, lines.length - first) }, (_, index) => first + index);
}

function tell(code: ProblemCode, found: readonly number[], says: (at: number) => string): Problem[] {
  const problems = found.slice(0, shown).map((at) => ({ code, entry: at + 1, says: says(at) }));
  if (found.length <= shown) return problems;
  return [...problems, { code, says: `and ${found.length - shown} more of the entries that were seen here before` }];
}

function goneSays({ before, now, contents }: Growth, at: number, code: ProblemCode): string {
  const { id, entry } = parseCheckedLine(before[at] ?? '');
  const what = `entry ${at + 1} was, when this machine last looked, of ${entry.time} by ${entry.actor}: ${contents.describe(entry)} (${shortEntry(id)})`;
  return `${what}; ${fates[code] ?? whatNow(now[at] ?? '', id, contents)} (certain: this machine has it)`;
}

const fates: Partial<Record<ProblemCode, string>> = {
  truncated: 'it was cut off with all behind it',
  dropped: 'it is no longer there',
  forked: 'from there on the log goes on with other entries: two histories of it are about',
};

function whatNow(line: string, id: string, contents: Contents): string {
  const now = parseLine(line);
  if (!now.entry) return 'what stands in its place cannot be read';
  if (now.id === id) return 'the same words stand there now with another signature';
  const by = 'fault' in now ? 'without a signature that fits' : `signed by ${now.k}`;
  return `in its place stands now, ${by}: ${contents.describe(now.entry)} (${now.entry.time}, ${now.entry.actor})`;
}

function insertedSays(line: string | undefined, at: number): string {
  return `${nameOf(line, at)} was not there when this machine last looked: it was put in before entries that were (certain: this machine has them)`;
}

function swappedSays(before: readonly string[], line: string | undefined, at: number): string {
  const was = before.indexOf(line ?? '') + 1;
  return `${nameOf(line, at)} was entry ${was} when this machine last looked: entries were swapped (certain: this machine saw them)`;
}

function nameOf(line: string | undefined, at: number): string {
  const read = parseLine(line ?? '');
  return read.entry ? `entry ${at + 1} (${read.entry.time}, ${read.entry.actor})` : `entry ${at + 1}`;
}
