import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Flag {
  readonly name: string;
  readonly char?: string;
  readonly type: 'boolean' | 'option';
  readonly allowNo?: boolean;
  readonly required?: boolean;
}

interface Command {
  readonly id: string;
  readonly flags: Readonly<Record<string, Flag>>;
  readonly args: Readonly<Record<string, { readonly required?: boolean }>>;
}

/** What is filled in while it runs: words, or flags, or nothing. */
export const filledIn = 'FILLED-IN';

const manifest = join(import.meta.dirname, '..', '..', 'oclif.manifest.json');
const { commands } = JSON.parse(readFileSync(manifest, 'utf8')) as { commands: Readonly<Record<string, Command>> };
const known = Object.values(commands);

/** What ends a command within a sentence; two blanks begin what explains it. */
const ends = /\n| · |, |; | \(|\)|: |`| #| \|| {2,}|(?<=\w)\.$|$/;
/** Behind these a person takes the rest for what is to be typed; elsewhere a command is only spoken of. */
const toBeTyped = /(?:^|: |· |\bthen |\n *)$/;

/** What is wrong with the commands of tend that a sentence for people names. */
export function checkSentence(sentence: string): string[] {
  const starts = [...sentence.matchAll(/(?<=^|[\s`(])tend (?=[a-z])/g)].map(({ index }) => index);
  return starts.flatMap((at) => {
    const text = sentence.slice(at, at + sentence.slice(at).search(ends)).trimEnd();
    // `tend has no place for its files`
    if (!isTopic(text.split(' ')[1])) return [];
    return checkCommand(text, toBeTyped.test(sentence.slice(0, at))) ?? [];
  });
}

/** What is wrong with a command as it would be typed, undefined: nothing; `whole: false`: only its name is looked at. */
export function checkCommand(text: string, whole = true): string | undefined {
  const words = wordsOf(text)
    .slice(1)
    .filter((word) => word !== '…');
  const command = known
    .filter(({ id }) => id.split(':').every((part, at) => words[at] === part))
    .toSorted((a, b) => b.id.length - a.id.length)[0];
  if (!command) return isTopic(words[0]) && !whole ? undefined : `there is no command: ${text}`;
  return whole ? checkWords(command, words.slice(command.id.split(':').length), text) : undefined;
}

function isTopic(word: string | undefined): boolean {
  return known.some(({ id }) => id.split(':')[0] === word);
}

function checkWords(command: Command, words: readonly string[], text: string): string | undefined {
  const { flags, args } = command;
  const [rest, given]: [string[], string[]] = [[], []];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!/^--?[a-zA-Z]/.test(word)) {
      rest.push(word);
      continue;
    }
    const [name = '', value] = word.replace(/^--?/, '').split('=');
    const flag = Object.values(flags).find((one) => isCalled(one, name));
    if (!flag && name !== 'help' && name !== filledIn) return `no flag ${word}: ${text}`;
    given.push(flag?.name ?? name);
    if (flag?.type !== 'option' || value !== undefined) continue;
    at += 1;
    if (words[at] === undefined) return `${word} wants a value: ${text}`;
  }
  if (given.includes('help') || command.id === 'help') return undefined;
  const says = checkCounts(command, { rest, given });
  return says && `${says}: ${text}`;

  function isCalled({ name, char, allowNo }: Flag, typed: string): boolean {
    return name === typed || char === typed || (allowNo === true && typed === `no-${name}`);
  }

  function checkCounts(_: Command, typed: { rest: readonly string[]; given: readonly string[] }): string | undefined {
    const wanted = Object.values(args);
    const fixed = typed.rest.filter((word) => word !== filledIn);
    if (fixed.length > wanted.length) return `too many words (${fixed.slice(wanted.length).join(' ')})`;
    const open = typed.rest.length > fixed.length;
    if (!open && fixed.length < wanted.filter(({ required }) => required).length) return 'an argument is missing';
    const missing = Object.values(flags).find(({ name, required }) => required && !typed.given.includes(name));
    return missing && !open ? `--${missing.name} is missing` : undefined;
  }
}

/** As a shell splits it, as far as suggestions go: quotes keep words together. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?:"[^"]*"|'[^']*'|\S)+/g)].map(([word]) => word);
}
