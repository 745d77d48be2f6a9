import { join } from 'node:path';
import type { Files } from '../../tools/files.js';
import type { Git } from '../../tools/git.js';
import { freshName } from '../../tools/random.js';
import { gitFailed } from './git-failed.js';

/** Makes a bare repository, whole or not at all; where another process was faster, its one stays. */
export async function createBareRepository(tools: { git: Git; files: Files }, folder: string): Promise<void> {
  const { git, files } = tools;
  const fresh = `${folder}.${freshName()}.new`;
  const done = await git.run(['init', '--quiet', '--bare', '--initial-branch=main', '--', fresh]);
  if (done.exitCode !== 0) throw gitFailed(done, folder);
  try {
    await files.rename(fresh, folder);
  } catch (error) {
    await files.remove(fresh);
    if (!(await files.exists(join(folder, 'HEAD')))) throw error;
  }
}
