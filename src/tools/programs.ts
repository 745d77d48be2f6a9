import { given } from '../model/given.js';
import { keptToOneself } from './kept-to-oneself.js';
import { endWhole, prepareWhole, type Ending, type Limits } from './programs/end-whole.js';

/** How a program ended. Output is text; never branch on its English. */
export interface ProgramResult {
  /** Exit status; undefined where it was ended by a signal or a time-out. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** True where the program is not on this machine. */
  readonly missing: boolean;
}

export interface ProgramOptions {
  readonly cwd?: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array;
  /** Milliseconds until it is ended; 120,000 where nothing is said, 0: as long as it takes. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** It may ask somebody at the terminal (a PIN, a passphrase): it stays in tend's own process group. */
  readonly terminal?: boolean;
}

/** Runs other programs (git, ssh, ip …) without a shell. */
export interface Programs {
  /** Runs to the end; a failing program is a result, not an exception. stdout keeps its last newline out. */
  run(program: string, words: readonly string[], options?: ProgramOptions): Promise<ProgramResult>;
  /** The same with stdout as bytes, each of them. */
  runBytes(
    program: string,
    words: readonly string[],
    options?: ProgramOptions,
  ): Promise<ProgramResult & { readonly bytes: Uint8Array }>;
  /** Its stdout as it comes, no faster than it is taken; then how it ended. Who takes no more ends it. */
  streamBytes(program: string, words: readonly string[], options?: ProgramOptions): ByteStream;
}

/** Bytes as they come, and how the program ended that gave them. */
export type ByteStream = AsyncGenerator<Uint8Array, ProgramResult, undefined>;

/** A program that does not say how long it may take. */
const usualLimitMs = 120_000;

/** Each is ended whole, with all that it started: see endWhole. */
export const realPrograms: Programs = {
  async run(program, words, options = {}) {
    const { execa } = await import('execa');
    const child = execa(program, words, execaOptions(options));
    const ending = endWhole(child, limitsOf(options));
    const done = await child;
    return result(done, ending, String(done.stdout ?? ''));
  },
  async runBytes(program, words, options = {}) {
    const { execa } = await import('execa');
    // A file that git shows may end with a line, or not.
    const stripFinalNewline = { stdout: false };
    const child = execa(program, words, { ...execaOptions(options), encoding: 'buffer', stripFinalNewline });
    const ending = endWhole(child, limitsOf(options));
    const done = await child;
    return { ...withoutOutput(done, ending), bytes: done.stdout ?? new Uint8Array() };
  },
  async *streamBytes(program, words, options = {}) {
    const { execa } = await import('execa');
    const buffer = { stdout: false, stderr: true } as const;
    const child = execa(program, words, { ...execaOptions(options), encoding: 'buffer', buffer });
    const ending = endWhole(child, limitsOf(options));
    let isTaken = false;
    try {
      yield* child.stdout as AsyncIterable<Uint8Array>;
      isTaken = true;
    } finally {
      if (!isTaken) ending.stop();
    }
    return withoutOutput(await child, ending);
  },
};

function limitsOf({ timeoutMs = usualLimitMs, signal, terminal }: ProgramOptions): Limits {
  return { timeoutMs, signal, terminal };
}

function execaOptions(options: ProgramOptions) {
  return {
    ...prepareWhole(limitsOf(options)),
    maxBuffer: 1 << 30,
    stdin: options.input === undefined ? ('ignore' as const) : ('pipe' as const),
    ...given({ input: options.input, cwd: options.cwd }),
    env: { ...keptToOneself, ...options.env },
  };
}

type Done = { readonly exitCode?: number; readonly stderr?: unknown; readonly code?: string };

function withoutOutput(done: Done, ending: Ending): ProgramResult {
  const bytes = done.stderr instanceof Uint8Array ? done.stderr : [];
  return result({ ...done, stderr: Buffer.from(bytes).toString('utf8') }, ending, '');
}

function result(done: Done, ending: Ending, stdout: string): ProgramResult {
  return {
    // Who is told to stop may still say 0.
    exitCode: ending.stopped() ? undefined : done.exitCode,
    stdout,
    stderr: typeof done.stderr === 'string' ? done.stderr : '',
    timedOut: ending.timedOut(),
    missing: done.code === 'ENOENT',
  };
}
