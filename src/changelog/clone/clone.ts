import { dirname, join } from 'node:path';
import type { Clock } from '../../tools/clock.js';
import type { Git, GitOptions } from '../../tools/git.js';
import { gitFailed } from './git-failed.js';
import { createBareRepository, type RepositoryTools } from './create-bare-repository.js';

/** Our own bare copy of the changelog repository. */
export interface Clone {
  readonly folder: string;
  readonly git: Git;
  /** Where this process keeps what the remote had: nobody else's, so that two processes never wait for each other. */
  readonly at: string;
}

/** No upkeep in the middle of an append, no signing with the operator's key; what is written stays, also without power. */
const calm = [
  'maintenance.auto=false',
  'gc.auto=0',
  'push.gpgSign=false',
  'core.fsync=committed',
  'core.fsyncMethod=batch',
].flatMap((setting) => ['-c', setting]);

/** The copy in that folder, made if there is none yet. */
export async function openClone(tools: RepositoryTools & { readonly clock: Clock }, folder: string): Promise<Clone> {
  const seconds = Date.parse(tools.clock.now()) / 1000;
  const clone = { folder, git: tools.git, at: `refs/tend/at/${seconds}-${tools.random.name()}` };
  if (!(await tools.files.exists(join(folder, 'HEAD')))) {
    await tools.files.createFolder(dirname(folder));
    await createBareRepository(tools, folder);
  }
  return clone;
}

/** Runs git on the copy. A failing git is a result. */
export function runGit(clone: Clone, words: readonly string[], options?: GitOptions) {
  return clone.git.run(['--git-dir', clone.folder, ...calm, ...words], options);
}

/** Runs git where only a damaged copy or machine makes it fail; gives its output. */
export async function mustRun(clone: Clone, words: readonly string[], options?: GitOptions): Promise<string> {
  const done = await runGit(clone, words, options);
  if (done.exitCode === 0) return done.stdout;
  throw gitFailed(done, clone.folder);
}
