import type { Dice } from '../mutate.js';

/** What means something inside of texts that recipes, manifests, entries and answers hold. */
const pieces = [
  '$', '$$', '${DOMAIN}', '${A:-b}', '${A:?no}', '${', '}', '{{ env "X" }}', ':', '::', '/', '..', '@', '=', '#', ' ', '\t', '\n', '\r\n', '"', "'",
  '\\', '`', ',', '*', '&', '!', '%', '|', '>', '-', '_', '.', '0', '-1', '1e9', '1e400', '0x1f', 'true', 'null', '~', '[', ']', '__proto__',
  'constructor', 'ro', '10s', '1h', '512M', 'sha256:', '\u001b[8m', '\u202e', '\u00e9', '\u{1f642}', '\ud83d', '\0', '\u0085', '\ufeff',
]; // prettier-ignore

const longest = 20_000;

/** A text with one or two changes: pieces put in, words moved, parts of another one. */
export function mutateText(text: string, other: string, dice: Dice): string {
  const at = dice(text.length + 1);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (dice(9)) {
    case 0:
      return other;
    case 1:
      return before;
    case 2:
      return (before + other + after).slice(0, longest);
    case 3:
      return text.replaceAll(/\d+/g, (digits) => String(Number(digits) + dice(100) - 50));
    case 4:
      return dice(20) === 0 ? text.repeat(1 + dice(500)).slice(0, longest) : text + text;
    case 5:
      return text.toUpperCase() === text ? text.toLowerCase() : text.toUpperCase();
    default:
      return before + (pieces[dice(pieces.length)] ?? '') + (dice(3) === 0 ? after.slice(1) : after);
  }
}
