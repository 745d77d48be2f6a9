import { chooseFlags, releaseFlags } from './plan-flags.js';

/** The apply that takes just what this plan shows: the same choice and releases, or the saved plan. */
export function applyCommand({ out, ...flags }: Record<string, unknown>): string {
  if (typeof out === 'string') return `tend apply ${out}`;
  const names = ['region', ...Object.keys(chooseFlags), ...Object.keys(releaseFlags)];
  const words = names.flatMap((name) => {
    const value = flags[name];
    const said = Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
    return value === true ? [`--${name}`] : said.map((one) => `--${name} ${one}`);
  });
  return ['tend apply', ...words].join(' ');
}
