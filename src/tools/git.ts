import type { ByteStream, Programs, ProgramResult } from './programs.js';

export interface GitOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** git without prompts, without the operator's hooks, in the C locale. */
export interface Git {
  run(words: readonly string[], options?: GitOptions): Promise<ProgramResult>;
  runBytes(words: readonly string[], options?: GitOptions): Promise<ProgramResult & { readonly bytes: Uint8Array }>;
  /** Its stdout as it comes, no faster than it is taken; then how it ended. */
  streamBytes(words: readonly string[], options?: GitOptions): ByteStream;
}

const quiet = {
  LC_ALL: 'C',
  GIT_TERMINAL_PROMPT: '0',
  GIT_SSH_COMMAND: 'ssh -o BatchMode=yes -o ConnectTimeout=10',
};
const safe = ['-c', 'core.hooksPath=/dev/null', '-c', 'protocol.ext.allow=never', '-c', 'core.fsmonitor=false'];

/** The git program of this machine. GIT_SSH_COMMAND of the environment is kept. */
export function realGit(programs: Programs): Git {
  return {
    run: (words, options = {}) => programs.run('git', [...safe, ...words], withQuiet(options)),
    runBytes: (words, options = {}) => programs.runBytes('git', [...safe, ...words], withQuiet(options)),
    streamBytes: (words, options = {}) => programs.streamBytes('git', [...safe, ...words], withQuiet(options)),
  };
}

/** What git hands to hooks; tend run by a hook must not work on that repository. */
const ofAnotherRepo = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_PREFIX: undefined,
};

/** Apart from the terminal: Ctrl-C ends tend in good order, and must not tear a push. */
function withQuiet(options: GitOptions) {
  const ssh = process.env['GIT_SSH_COMMAND'];
  return {
    ...options,
    timeoutMs: options.timeoutMs ?? 120_000,
    apart: true,
    env: { ...quiet, ...ofAnotherRepo, ...(ssh ? { GIT_SSH_COMMAND: ssh } : {}), ...options.env },
  };
}
