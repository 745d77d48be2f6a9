import { calm, nobodyElse, ofAnotherRepo, safe } from './git/calm.js';
import { makeDisarming } from './git/make-disarming.js';
import { readGitCommand } from './git/git-command.js';
import { sshVariables } from './git/ssh-command.js';
import type { ByteStream, ProgramOptions, Programs, ProgramResult } from './programs.js';

export interface GitOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/**
 * git without prompts, in the C locale. It runs the programs that the person chose for themselves (signing, ssh, credential helpers,
 * filters) and none that a repository names in its own configuration; no hooks, also not the person's.
 */
export interface Git {
  run(words: readonly string[], options?: GitOptions): Promise<ProgramResult>;
  runBytes(words: readonly string[], options?: GitOptions): Promise<ProgramResult & { readonly bytes: Uint8Array }>;
  /** Its stdout as it comes, no faster than it is taken; then how it ended. In a repository of our own only. */
  streamBytes(words: readonly string[], options?: GitOptions): ByteStream;
}

/** The git program of this machine. */
export function realGit(programs: Programs): Git {
  let ssh: ReturnType<typeof sshVariables> | undefined;
  const disarming = makeDisarming(programs);
  return {
    async run(args, options = {}) {
      const ready = await prepare(args, options);
      return 'refused' in ready ? ready.refused : programs.run('git', ready.args, ready.options);
    },
    async runBytes(args, options = {}) {
      const ready = await prepare(args, options);
      if ('refused' in ready) return { ...ready.refused, bytes: new Uint8Array() };
      return programs.runBytes('git', ready.args, ready.options);
    },
    streamBytes: (args, options = {}) =>
      programs.streamBytes('git', [...safe, ...args], optionsOf(options, nobodyElse)),
  };

  async function prepare(args: readonly string[], options: GitOptions): Promise<Prepared> {
    const command = readGitCommand(args, options);
    const disarmed = command.folder === undefined ? [] : await disarming(command.folder);
    if (!Array.isArray(disarmed)) return { refused: disarmed };
    const network = command.reachesOthers ? await (ssh ??= sshVariables(programs)) : nobodyElse;
    return { args: [...safe, ...disarmed, ...args], options: optionsOf(options, network) };
  }
}

type Prepared =
  { readonly args: readonly string[]; readonly options: ProgramOptions } | { readonly refused: ProgramResult };

function optionsOf(options: GitOptions, network: Readonly<Record<string, string>>): ProgramOptions {
  return { ...options, env: { ...calm, ...ofAnotherRepo, ...network, ...options.env } };
}
