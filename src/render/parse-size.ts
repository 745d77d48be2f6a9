import { parseGoFloat } from './parse-go-number.js';

const powers = 'kmgtp';

/**
 * A size as docker writes it (`64M`, `1.5g`, `512 KiB`, `100b`; K is 1024) in bytes; undefined where it is none. One too
 * large comes out negative, as in docker's client (go-units), and is then refused.
 */
export function parseSize(text: string): number | undefined {
  const match = /^(.*[\d. ])([^\d. ]*)$/s.exec(text);
  if (!match) return undefined;
  const [, before = '', suffix = ''] = match;
  const amount = parseGoFloat(before.endsWith(' ') ? before.slice(0, -1) : before);
  const unit = /^(?:b|([kmgtp])(?:i?b)?)?$/i.exec(suffix);
  if (amount === undefined || amount < 0 || Number.isNaN(amount) || !unit) return undefined;
  const power = unit[1] ? powers.indexOf(unit[1].toLowerCase()) + 1 : 0;
  const size = Math.trunc(amount * 1024 ** power);
  return size < 2 ** 63 ? size : -(2 ** 63);
}
