/**
 * Splits a command into words as docker does (google/shlex): quotes join, a backslash escapes outside single quotes,
 * `#` begins a comment where a word could begin. Undefined where a quote or escape is not ended.
 */
export function splitShell(command: string): string[] | undefined {
  const words: string[] = [];
  let at = 0;
  while (at < command.length) {
    const here = command[at] ?? '';
    if (isSpace(here)) at += 1;
    else if (here === '#') at = endOfLine(command, at);
    else {
      const word = takeWord(command, at);
      if (!word) return undefined;
      words.push(word.text);
      at = word.end;
    }
  }
  return words;
}

interface Word {
  readonly text: string;
  readonly end: number;
}

function takeWord(command: string, start: number): Word | undefined {
  let text = '';
  let at = start;
  while (at < command.length) {
    const here = command[at] ?? '';
    if (isSpace(here)) break;
    const piece = takePiece(command, at);
    if (!piece) return undefined;
    text += piece.text;
    at = piece.end;
  }
  return { text, end: at };
}

function takePiece(command: string, at: number): Word | undefined {
  const here = command[at] ?? '';
  if (here === '"') return takeDoubleQuoted(command, at + 1);
  if (here === "'") {
    const end = command.indexOf("'", at + 1);
    return end < 0 ? undefined : { text: command.slice(at + 1, end), end: end + 1 };
  }
  if (here !== '\\') return { text: here, end: at + 1 };
  const next = command[at + 1];
  return next === undefined ? undefined : { text: next, end: at + 2 };
}

/** Within double quotes a backslash gives the next character, whatever it is. */
function takeDoubleQuoted(command: string, start: number): Word | undefined {
  let text = '';
  for (let at = start; at < command.length; at += 1) {
    const here = command[at] ?? '';
    if (here === '"') return { text, end: at + 1 };
    if (here === '\\') at += 1;
    text += command[at] ?? '';
  }
  return undefined;
}

function isSpace(character: string): boolean {
  return ' \t\r\n'.includes(character);
}

function endOfLine(command: string, at: number): number {
  const end = command.indexOf('\n', at);
  return end < 0 ? command.length : end;
}
