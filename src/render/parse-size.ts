const powers = 'kmgtp';

/** A size as docker writes it (`64M`, `1.5g`, `512 KiB`, `100b`; K is 1024) in bytes; undefined where it is none. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d*)?|\.\d+) ?(?:b|([kmgtp])(?:i?b)?)?$/i.exec(text);
  if (!match) return undefined;
  const power = match[2] ? powers.indexOf(match[2].toLowerCase()) + 1 : 0;
  return Math.trunc(Number(match[1]) * 1024 ** power);
}
