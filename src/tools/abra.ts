import type { Secret } from '../model/secret.js';
import { keptToOneself } from './kept-to-oneself.js';

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

/** abra runs apart from the terminal, and is stopped with all its children: each ssh that it started is one. */
export const realAbra: Abra = {
  async run(words, { env, deadlineMs, signal, input }) {
    const { execa } = await import('execa');
    const [program, ...rest] = input ? [...throughPipe, 'abra', ...words] : (['abra', ...words] as const);
    const child = execa(program, rest, {
      reject: false,
      all: true,
      detached: true,
      cleanup: false,
      maxBuffer: 1 << 26,
      env: { ...keptToOneself, ...env },
      ...(input ? { input: input.reveal() } : { stdin: 'ignore' as const }),
    });
    const watch = stopInTime(child.pid, deadlineMs, signal);
    const { exitCode, all = '', code } = await child.finally(() => watch.end());
    return { exitCode, timedOut: watch.timedOut(), missing: code === 'ENOENT', output: String(all) };
  },
};

const graceMs = 3_000;

function stopInTime(pid: number | undefined, deadlineMs: number, signal: AbortSignal | undefined) {
  let timedOut = false;
  let kill: NodeJS.Timeout | undefined;
  let stopped = false;
  const stop = () => {
    stopped = true;
    endGroup(pid, 'SIGTERM');
    kill ??= setTimeout(() => endGroup(pid, 'SIGKILL'), graceMs);
  };
  const deadline = setTimeout(() => {
    timedOut = true;
    stop();
  }, deadlineMs);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  return {
    timedOut: () => timedOut,
    end() {
      // abra itself has ended; what it started may not have.
      if (stopped) endGroup(pid, 'SIGKILL');
      clearTimeout(deadline);
      clearTimeout(kill);
      signal?.removeEventListener('abort', stop);
    },
  };
}

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // Gone already.
  }
}
