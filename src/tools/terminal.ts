import type * as Prompts from '@inquirer/prompts';
import { KnownError } from '../model/known-error.js';
import { foreignText, lineEnd } from '../model/foreign-text.js';
import { wholeLine, type ShownText } from '../model/shown-text.js';
import type { Secret } from '../model/secret.js';
import { fitLines } from './fit-lines.js';
import { realStatusLine } from './status-line.js';
import { isCi } from './is-ci.js';

/** One of several answers. */
interface Choice<T> {
  readonly name: string;
  readonly value: T;
}

/** Where people read and answer. */
export interface Terminal {
  /** Somebody sits there: questions may be asked. */
  readonly interactive: boolean;
  /** What is printed goes to a screen, on which lines may be redrawn. */
  readonly redraws: boolean;
  readonly colour: boolean;
  readonly columns: number;
  /** Result, to stdout; on a terminal no line is wider than it. An empty text is no line. */
  print(text: ShownText): void;
  /** A secret, to stdout: just as it is, with a newline behind it; a terminal gets no orders from it. */
  printSecret(secret: Secret): void;
  /** Progress, to stderr. */
  say(text: ShownText): void;
  /** Questions are cleaned of what others put into them, and stand on one line. */
  confirm(question: string): Promise<boolean>;
  /** The value of the choice that somebody takes. */
  choose<T>(question: string, choices: readonly Choice<T>[]): Promise<T>;
  /** A typed answer. */
  ask(question: string): Promise<string>;
  /** A typed answer that is not echoed. */
  askHidden(question: string): Promise<string>;
  /** All that is piped in; undefined where somebody sits there instead. */
  readPiped(): Promise<string | undefined>;
  /** Told once nobody reads any more what is printed. */
  onClosed(listener: () => void): void;
}

const onStderr = { output: process.stderr };

export const realTerminal: Terminal = {
  get interactive() {
    return Boolean(process.stdin.isTTY && process.stderr.isTTY) && !isCi(process.env);
  },
  get redraws() {
    return Boolean(process.stdout.isTTY);
  },
  get colour() {
    const off = process.env['NO_COLOR'] !== undefined && process.env['NO_COLOR'] !== '';
    return !off && (Boolean(process.stdout.isTTY) || Boolean(process.env['FORCE_COLOR']));
  },
  get columns() {
    return process.stdout.columns ?? 100;
  },
  print: (text) => writeLines(process.stdout, text),
  printSecret: (secret) => writeSecret(process.stdout, secret.reveal()),
  say: (text) => writeLines(process.stderr, text),
  confirm: (question) => answer(question, ({ confirm }, message) => confirm({ message, default: false }, onStderr)),
  choose: (question, choices) =>
    answer(question, ({ select }, message) => select({ message, choices: choices.map(cleanChoice) }, onStderr)),
  ask: (question) => answer(question, ({ input }, message) => input({ message }, onStderr)),
  askHidden: (question) => answer(question, ({ password }, message) => password({ message }, onStderr)),
  async readPiped() {
    if (process.stdin.isTTY) return undefined;
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  },
  onClosed: (listener) => void process.stdout.once('error', listener),
};

function writeLines(stream: NodeJS.WriteStream, text: ShownText): void {
  if (text === '') return;
  realStatusLine.clear();
  stream.write(`${fitLines(text, columnsOf(stream))}\n`);
}

function writeSecret(stream: NodeJS.WriteStream, value: string): void {
  const lines = value.replace(/\n$/, '');
  if (stream.isTTY) writeLines(stream, lines.replace(/^/gm, wholeLine) as ShownText);
  else stream.write(`${lines}\n`);
}

/** How wide a terminal is just now; a file or pipe has no width. */
function columnsOf({ isTTY, columns }: NodeJS.WriteStream): number | undefined {
  return isTTY ? columns || 80 : undefined;
}

function cleanChoice<T>({ name, value }: Choice<T>): Choice<T> {
  return { name: oneLine(name), value };
}

function oneLine(question: string): string {
  return foreignText(question, 400).replaceAll(lineEnd, ' ');
}

/** The one way to a person: nobody is asked where nobody sits. Ctrl-C at a question is an answer: stop. */
async function answer<T>(question: string, ask: (prompts: typeof Prompts, message: string) => Promise<T>): Promise<T> {
  if (!realTerminal.interactive) throw nobodyThere(question);
  const goOn = realStatusLine.pause();
  return ask(await import('@inquirer/prompts'), oneLine(question))
    .finally(goOn)
    .catch((error: unknown) => {
      if (!(error instanceof Error) || error.name !== 'ExitPromptError') throw error;
      throw new KnownError('INTERRUPTED', 'stopped at the question: nothing was done', {
        tryThis: ['to go on, run the same command again'],
        cause: error,
      });
    });
}

function nobodyThere(question: string): KnownError {
  return new KnownError('APPROVAL_MISSING', `nobody is here to answer: ${question}`, {
    tryThis: [
      isCi(process.env)
        ? 'CI is set: give the answer by a flag or variable, as --help of the command says'
        : 'run it on a terminal, or give the answer by a flag or variable, as --help of the command says',
    ],
  });
}
