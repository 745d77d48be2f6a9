import { KnownError } from '../model/known-error.js';
import { paintable } from './paintable.js';

/** Where people read and answer. */
export interface Terminal {
  /** Somebody sits there: questions may be asked. */
  readonly interactive: boolean;
  /** What is printed goes to a screen, on which lines may be redrawn. */
  readonly redraws: boolean;
  readonly colour: boolean;
  readonly columns: number;
  /** Result, to stdout. */
  print(text: string): void;
  /** Progress, to stderr. */
  say(text: string): void;
  confirm(question: string): Promise<boolean>;
  /** A typed answer. */
  ask(question: string): Promise<string>;
  /** A typed answer that is not echoed. */
  askHidden(question: string): Promise<string>;
  /** All that is piped in; undefined where somebody sits there instead. */
  readPiped(): Promise<string | undefined>;
  /** Told once nobody reads any more what is printed. */
  onClosed(listener: () => void): void;
}

export const realTerminal: Terminal = {
  get interactive() {
    return Boolean(process.stdin.isTTY && process.stderr.isTTY);
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
  print: (text) => void process.stdout.write(`${paintable(text)}\n`),
  say: (text) => void process.stderr.write(`${paintable(text)}\n`),
  async confirm(question) {
    const { confirm } = await import('@inquirer/prompts');
    return answered(confirm({ message: question, default: false }, { output: process.stderr }));
  },
  async ask(question) {
    const { input } = await import('@inquirer/prompts');
    return answered(input({ message: question }, { output: process.stderr }));
  },
  async askHidden(question) {
    const { password } = await import('@inquirer/prompts');
    return answered(password({ message: question }, { output: process.stderr }));
  },
  async readPiped() {
    if (process.stdin.isTTY) return undefined;
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part as Buffer);
    return Buffer.concat(parts).toString('utf8');
  },
  onClosed: (listener) => void process.stdout.once('error', listener),
};

/** Ctrl-C at a question is an answer: stop. */
async function answered<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (!(error instanceof Error) || error.name !== 'ExitPromptError') throw error;
    throw new KnownError('INTERRUPTED', 'stopped at the question: nothing was done', {
      tryThis: ['to go on, run the same command again'],
      cause: error,
    });
  });
}
