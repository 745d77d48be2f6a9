import { given } from '../model/given.js';
import { keptToOneself } from './kept-to-oneself.js';

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
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** In a process group of its own: Ctrl-C on the terminal does not reach it. */
  readonly apart?: boolean;
}

/** Runs other programs (git, ssh, ip …) without a shell. */
export interface Programs {
  /** Runs to the end; a failing program is a result, not an exception. stdout keeps its last newline out. */
  run(program: string, words: readonly string[], options?: ProgramOptions): Promise<ProgramResult>;
  /** The same with stdout as bytes. */
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

export const realPrograms: Programs = {
  async run(program, words, options = {}) {
    const { execa } = await import('execa');
    const done = await execa(program, words, execaOptions(options));
    return result(done, String(done.stdout ?? ''));
  },
  async runBytes(program, words, options = {}) {
    const { execa } = await import('execa');
    const done = await execa(program, words, { ...execaOptions(options), encoding: 'buffer' });
    const bytes = done.stdout ?? new Uint8Array();
    return { ...withoutOutput(done), bytes };
  },
  async *streamBytes(program, words, options = {}) {
    const { execa } = await import('execa');
    const buffer = { stdout: false, stderr: true } as const;
    const running = execa(program, words, { ...execaOptions(options), encoding: 'buffer', buffer });
    let isTaken = false;
    try {
      yield* running.stdout as AsyncIterable<Uint8Array>;
      isTaken = true;
    } finally {
      if (!isTaken) running.kill();
    }
    return withoutOutput(await running);
  },
};

function execaOptions(options: ProgramOptions) {
  return {
    reject: false as const,
    maxBuffer: 1 << 30,
    stdin: options.input === undefined ? ('ignore' as const) : ('pipe' as const),
    ...given({ input: options.input, cwd: options.cwd }),
    env: { ...keptToOneself, ...options.env },
    ...(options.apart ? { detached: true, cleanup: false } : {}),
    ...given({ timeout: options.timeoutMs, cancelSignal: options.signal }),
  };
}

function withoutOutput(done: Omit<Parameters<typeof result>[0], 'stderr'> & { stderr?: Uint8Array }): ProgramResult {
  return result({ ...done, stderr: Buffer.from(done.stderr ?? []).toString('utf8') }, '');
}

function result(
  done: { exitCode?: number; stderr?: unknown; timedOut?: boolean; code?: string },
  stdout: string,
): ProgramResult {
  return {
    exitCode: done.exitCode,
    stdout,
    stderr: typeof done.stderr === 'string' ? done.stderr : '',
    timedOut: done.timedOut ?? false,
    missing: done.code === 'ENOENT',
  };
}
