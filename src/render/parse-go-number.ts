/**
 * A floating-point number as Go's strconv.ParseFloat reads it: decimal or hexadecimal with an exponent (`0x1p-2`),
 * underscores between digits, `inf`, `nan`; no spaces. Undefined where it is none, or too large.
 */
export function parseGoFloat(text: string): number | undefined {
  if (/^[-+]?(?:inf|infinity)$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (/^nan$/i.test(text)) return Number.NaN;
  const plain = withoutUnderscores(text);
  if (plain === undefined) return undefined;
  const value = /^[-+]?0x/i.test(plain) ? parseHexadecimal(plain) : parseDecimal(plain);
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** Underscores stand between digits, or between a base's prefix and a digit. */
function withoutUnderscores(text: string): string | undefined {
  if (!text.includes('_')) return text;
  const placed = /^[-+]?(?:0x)?(?:_?[0-9a-f])*(?:\.(?:[0-9a-f](?:_?[0-9a-f])*)?)?(?:[ep][-+]?\d(?:_?\d)*)?$/i.test(
    text,
  );
  return placed && !/^[-+]?_/.test(text) ? text.replaceAll('_', '') : undefined;
}

function parseDecimal(text: string): number | undefined {
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

function parseHexadecimal(text: string): number | undefined {
  const match = /^([-+]?)0x([0-9a-f]*)(?:\.([0-9a-f]*))?p([-+]?\d+)$/i.exec(text);
  const digits = `${match?.[2] ?? ''}${match?.[3] ?? ''}`;
  if (!match || digits === '') return undefined;
  const value = Number(BigInt(`0x${digits}`)) * 2 ** (Number(match[4]) - 4 * (match[3] ?? '').length);
  return match[1] === '-' ? -value : value;
}
