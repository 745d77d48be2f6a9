import type { Dice } from '../mutate.js';
import { mutateText } from './mutate-text.js';

/**
 * Texts made of lines, such as env files, scripts and notes: most lines stay as they are in one of the examples. `more` is
 * how many changes there are on average: one where hardly a line can be another one.
 */
export function mutateLines(examples: readonly string[], dice: Dice, more = 3): string {
  const lines = (examples[dice(examples.length)] ?? '').split('\n');
  do {
    const others = (examples[dice(examples.length)] ?? '').split('\n');
    changeLine(lines, others[dice(others.length)] ?? '', dice);
  } while (dice(more) > 0);
  return lines.join(dice(30) === 0 ? '\r\n' : '\n');
}

function changeLine(lines: string[], other: string, dice: Dice): void {
  const at = dice(lines.length);
  const line = lines[at] ?? '';
  switch (dice(9)) {
    case 0:
      return void lines.splice(at, 1);
    case 1:
      return void lines.splice(at, 0, other);
    case 2:
      return void lines.splice(at, 0, line);
    case 3:
      return void lines.splice(at, 1, ...line.split(/(?<=[=:])/, 1), other);
    case 4:
      return void lines.splice(at, 1, exchangeWords(line, other, dice));
    case 5:
      return void lines.splice(at, 1, exchangeSign(line, dice));
    default:
      return void lines.splice(at, 1, mutateText(line, other, dice));
  }
}

/** What stands behind a separator comes from the other line. */
function exchangeWords(line: string, other: string, dice: Dice): string {
  const [own, theirs] = [line.split(/([=: /+]+)/), other.split(/([=: /+]+)/)];
  own[dice(own.length)] = theirs[dice(theirs.length)] ?? '';
  return own.join('');
}

/** A letter or digit becomes another one: what is base64 or a number stays so. */
function exchangeSign(line: string, dice: Dice): string {
  const at = dice(line.length + 1);
  const sign = 'ABCDEFabcdefxyz0123456789'.charAt(dice(25));
  return /[A-Za-z0-9]/.test(line.charAt(at)) ? line.slice(0, at) + sign + line.slice(at + 1) : line;
}
