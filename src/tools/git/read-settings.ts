import type { Programs } from '../programs.js';

/** One setting of git's configuration as `git config --list` tells it; names as git normalizes them. */
export interface GitSetting {
  readonly key: string;
  readonly value: string;
  /** It stands in the repository's own configuration, or in a file that this one includes. */
  readonly isLocal: boolean;
}

/** All settings that hold in a folder, in the order in which git reads them; git's own words where it does not tell. Runs no program. */
export async function readSettings(
  programs: Programs,
  { folder, env }: { readonly folder: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<readonly GitSetting[] | Awaited<ReturnType<Programs['run']>>> {
  const args = ['config', '--list', '--null', '--show-scope', '--includes'];
  const done = await programs.run('git', args, { cwd: folder, env, timeoutMs: 10_000 });
  return done.exitCode === 0 ? parseSettings(done.stdout) : done;
}

/** `local\0filter.x.clean\ncat\0…`; a key without a value has no newline. */
function parseSettings(text: string): GitSetting[] {
  const parts = text.split('\0');
  const settings: GitSetting[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [scope = '', pair = ''] = [parts[at], parts[at + 1]];
    const end = pair.indexOf('\n');
    const [key, value] = end < 0 ? [pair, 'true'] : [pair.slice(0, end), pair.slice(end + 1)];
    settings.push({ key, value, isLocal: scope === 'local' || scope === 'worktree' });
  }
  return settings;
}
