/** Processors as text (`0.5`) in billionths; undefined where it is no number or finer than a billionth. */
export function parseCpus(text: string): number | undefined {
  const match = /^(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match || text === '' || text === '.') return undefined;
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > 9) return undefined;
  return Number(match[1] || '0') * 1e9 + Number(fraction.padEnd(9, '0'));
}
