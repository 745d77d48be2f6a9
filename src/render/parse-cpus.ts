interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

/** Beyond this a number is no amount of processors, and would only take time. */
const longest = 40;

/**
 * Processors as text (`0.5`, `1e-1`, `1/2`: Go's big.Rat) in billionths; undefined where it is no number or finer than a
 * billionth. One too large wraps around in 64 bits, as in docker's client.
 */
export function parseCpus(text: string): number | undefined {
  const ratio = text.length <= longest ? (parseFraction(text) ?? parseDecimal(text)) : undefined;
  if (!ratio) return undefined;
  const billionths = ratio.over * 1_000_000_000n;
  return billionths % ratio.under === 0n ? Number(BigInt.asIntN(64, billionths / ratio.under)) : undefined;
}

function parseFraction(text: string): Ratio | undefined {
  const [over, under, more] = text.split('/');
  if (over === undefined || under === undefined || more !== undefined || /^[-+]/.test(under)) return undefined;
  const ratio = { over: parseWhole(over), under: parseWhole(under) };
  return ratio.over !== undefined && ratio.under ? { over: ratio.over, under: ratio.under } : undefined;
}

/** With a prefix of its base where it is not decimal. */
function parseWhole(text: string): bigint | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  const plain = /^(?:0[xob]_?)?[0-9a-f](?:_?[0-9a-f])*$/i.test(digits) ? digits.replaceAll('_', '').toLowerCase() : '';
  const octal = /^0[0-7]+$/.test(plain) ? `0o${plain.slice(1)}` : plain;
  if (!/^(?:0x[0-9a-f]+|0o[0-7]+|0b[01]+|0|[1-9]\d*)$/.test(octal)) return undefined;
  return sign === '-' ? -BigInt(octal) : BigInt(octal);
}

function parseDecimal(text: string): Ratio | undefined {
  if (/^[-+]?0[xob]/i.test(text)) return ratioOf(parseWhole(text), 0);
  const plain = /^[-+]?(?:\d(?:_?\d)*)?(?:\.(?:\d(?:_?\d)*)?)?(?:e[-+]?\d+)?$/i.test(text)
    ? text.replaceAll('_', '')
    : '';
  const match = /^([-+]?)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?$/i.exec(plain);
  const [, sign = '', whole = '', fraction = '', power = '0'] = match ?? [];
  const digits = `${whole}${fraction}`;
  if (digits === '' || Math.abs(Number(power)) > longest) return undefined;
  return ratioOf(BigInt(`${digits}`) * (sign === '-' ? -1n : 1n), Number(power) - fraction.length);
}

function ratioOf(value: bigint | undefined, power: number): Ratio | undefined {
  if (value === undefined) return undefined;
  return power < 0 ? { over: value, under: 10n ** BigInt(-power) } : { over: value * 10n ** BigInt(power), under: 1n };
}
