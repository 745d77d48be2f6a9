const unitNanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

/** A duration as Go writes it (`1m30s`, `1.5h`, `0`) in nanoseconds; undefined where it is none, or longer than Go's 64 bits. */
export function parseDuration(text: string): number | undefined {
  if (/^[-+]?0$/.test(text)) return 0;
  if (!/^[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)) return undefined;
  let total = 0n;
  for (const [, amount, unit] of text.matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g))
    total += inNanoseconds(amount ?? '', unitNanoseconds[unit ?? ''] ?? 0n);
  const longest = text.startsWith('-') ? 2n ** 63n : 2n ** 63n - 1n;
  return total > longest ? undefined : Number(text.startsWith('-') ? -total : total);
}

/** Exact for the whole part; a fraction is cut to whole nanoseconds. */
function inNanoseconds(amount: string, unit: bigint): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  const digits = fraction.slice(0, 18);
  return BigInt(whole || '0') * unit + (BigInt(digits || '0') * unit) / 10n ** BigInt(digits.length);
}
