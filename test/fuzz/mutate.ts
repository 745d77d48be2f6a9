import { makeChance } from '../support/make-chance.js';

/** Chance that comes back with the same seed: a whole number from 0 up to, but without, the limit. */
export type Dice = (limit: number) => number;

export function makeDice(seed: number): Dice {
  const chance = makeChance(seed);
  return (limit) => Math.floor(chance() * limit);
}

/** What has broken parsers before, or means something in one of these formats. */
const pieces = [
  '\n',
  '\n\n',
  '\r\n',
  '\0',
  '\t',
  ' ',
  '—',
  '— ',
  '=',
  '==',
  '+',
  '/',
  '-1',
  '00',
  '9007199254740993',
  '1e400',
  '5e-324',
  '-0',
  'AAAA',
  '/////w==',
  '{"__proto__":',
  '{"a":1,"a":2}',
  '[[[[[[[[',
  '\\ud83d',
  '\ud83d',
  '\ufeff',
  '\u2028',
  '\u0085',
  '\u212a',
  '{',
  '}',
  '"',
  'none',
  'quorum ',
];

const longest = 200_000;

/** A text that is an example changed in up to six places, or nothing but chance. */
export function mutate(examples: readonly string[], dice: Dice): string {
  if (dice(50) === 0) return noise(dice);
  let text = pick(examples, dice);
  for (let changes = dice(6); changes >= 0 && text.length < longest; changes--) text = change(text, examples, dice);
  return text.slice(0, longest);
}

function change(text: string, examples: readonly string[], dice: Dice): string {
  const from = dice(text.length + 1);
  const to = Math.min(text.length, from + dice(dice(4) === 0 ? text.length + 1 : 9));
  const [before, middle, after] = [text.slice(0, from), text.slice(from, to), text.slice(to)];
  switch (dice(9)) {
    case 0:
      return before + after;
    case 1:
      return before + middle + middle + after;
    case 2:
      return before + pick(pieces, dice) + after;
    case 3:
      return before + pick(pieces, dice) + middle + after;
    case 4:
      return before + middle.repeat(dice(300)) + after;
    case 5:
      return before + pick(examples, dice).slice(dice(200));
    case 6:
      return before + String.fromCodePoint(dice(0x110000)) + after;
    case 7:
      return flipBits(text, from, dice);
    default:
      return before + noise(dice).slice(0, 40) + after;
  }
}

/** Changes bytes and not characters, so that half of one may come out. */
function flipBits(text: string, at: number, dice: Dice): string {
  const bytes = Buffer.from(text);
  if (bytes.length > 0) bytes[at % bytes.length] = (bytes[at % bytes.length] ?? 0) ^ (1 << dice(8));
  return bytes.toString('utf8');
}

function noise(dice: Dice): string {
  const bytes = Buffer.from(Array.from({ length: dice(400) }, () => dice(256)));
  return bytes.toString(dice(2) === 0 ? 'latin1' : 'utf8');
}

function pick(from: readonly string[], dice: Dice): string {
  return from[dice(from.length)] ?? '';
}
