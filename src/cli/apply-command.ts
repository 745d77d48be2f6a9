import { chooseFlags, releaseFlags } from './plan-flags.js';

/** What a person says of an apply beside what it takes. */
const saidFlags = ['why', 'break-glass', 'record-later', 'parallel'];

/** The apply that takes just what this plan shows: the same choice and releases, or the saved plan. */
export function applyCommand({ out, ...flags }: Record<string, unknown>): string {
  if (typeof out === 'string') return `tend apply ${out}`;
  const names = ['region', ...Object.keys(chooseFlags), ...Object.keys(releaseFlags), ...saidFlags];
  return ['tend apply', ...names.flatMap((name) => flagWords(name, flags[name]))].join(' ');
}

/** A flag as it was given, for a command that is to be said again; nothing where it was not given. */
export function flagWords(name: string, value: unknown): string[] {
  if (value === true) return [`--${name}`];
  if (typeof value === 'number') return [`--${name} ${value}`];
  const said = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
  return said.map((one) => `--${name} ${quoted(one)}`);
}

/** A word as a shell takes it for one. */
function quoted(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
