import type { Secret } from '../model/secret.js';
import { keptToOneself } from './kept-to-oneself.js';
import { endWhole, prepareWhole } from './programs/end-whole.js';

/** How a run of abra ended. Status and text are hints at best: what counts is what the node shows afterwards. */
export interface AbraEnd {
  /** Undefined where it was stopped: by the deadline, by a person, by a lost lock. */
  readonly exitCode: number | undefined;
  readonly timedOut: boolean;
  /** True where abra is not on this machine. */
  readonly missing: boolean;
  /** Everything it printed, in order: for the operator only, after masking. */
  readonly output: string;
}

export interface AbraOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  /** Comes to abra as its standard input, a pipe that it may also open as /dev/stdin: never a word or a file. */
  readonly input?: Secret;
}

/** The operator's abra. Long flags only: short ones mean other things at other commands. */
export interface Abra {
  run(words: readonly string[], options: AbraOptions): Promise<AbraEnd>;
}

/** Node gives children sockets, which cannot be opened as /dev/stdin; cat makes a pipe of one. */
const throughPipe = ['sh', '-c', 'cat | "$@"', 'sh'] as const;

/** A run of abra ends with all that it started: each ssh is a program of its own. See endWhole. */
export const realAbra: Abra = {
  async run(words, { env, deadlineMs, signal, input }) {
    const { execa } = await import('execa');
    const [program, ...rest] = input ? [...throughPipe, 'abra', ...words] : (['abra', ...words] as const);
    const limits = { timeoutMs: deadlineMs, signal };
    const child = execa(program, rest, {
      ...prepareWhole(limits),
      all: true,
      maxBuffer: 1 << 26,
      env: { ...keptToOneself, ...env },
      ...(input ? { input: input.reveal() } : { stdin: 'ignore' as const }),
    });
    const ending = endWhole(child, limits);
    const { exitCode, all = '', code } = await child;
    return {
      exitCode: ending.stopped() ? undefined : exitCode,
      timedOut: ending.timedOut(),
      missing: code === 'ENOENT',
      output: String(all),
    };
  },
};
