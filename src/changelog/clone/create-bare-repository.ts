import { join } from 'node:path';
import type { Files } from '../../tools/files.js';
import type { Git } from '../../tools/git.js';
import type { Random } from '../../tools/random.js';
import { copyDamaged, gitFailed } from './git-failed.js';

/** What making one takes. */
export interface RepositoryTools {
  readonly git: Git;
  readonly files: Files;
  readonly random: Pick<Random, 'name'>;
}

/** Makes a bare repository, whole or not at all; where another process was faster, its one stays. */
export async function createBareRepository(tools: RepositoryTools, folder: string): Promise<void> {
  const { git, files, random } = tools;
  const fresh = `${folder}.${random.name()}.new`;
  const done = await git.run(['init', '--quiet', '--bare', '--initial-branch=main', '--', fresh]);
  if (done.exitCode !== 0) throw gitFailed(done, folder);
  try {
    await files.rename(fresh, folder);
  } catch (error) {
    await files.remove(fresh);
    if (!(await files.exists(join(folder, 'HEAD')))) throw copyDamaged(folder, ['it is there, but has no HEAD'], error);
  }
}
