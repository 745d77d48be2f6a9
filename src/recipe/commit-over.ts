import { join } from 'node:path';
import { KnownError } from '../model/known-error.js';
import type { Files } from '../tools/files.js';
import type { Git } from '../tools/git.js';

/** Files to put over those of a clone, and the version that they are to count as; none: a commit without a tag. */
export interface CommitOver {
  readonly folder: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly version?: string;
}

/**
 * Puts files over those of a clone of one's own and moves its version tag there: a dirty tree would be fatal to abra.
 * Nobody else sees that clone.
 */
export async function commitOver(
  tools: { readonly git: Git; readonly files: Pick<Files, 'write'> },
  { folder, files, version }: CommitOver,
): Promise<void> {
  for (const [path, bytes] of files) await tools.files.write(join(folder, path), bytes);
  const identity = ['-c', 'user.name=tend', '-c', 'user.email=tend@localhost', '-c', 'commit.gpgSign=false'];
  const all = [
    ['commit', '--quiet', '--all', '--allow-empty', '--message', 'As prepared by tend'],
    ...(version === undefined ? [] : [['tag', '--annotate', '--force', '--message', version, version]]),
  ];
  for (const words of all) {
    const done = await tools.git.run([...identity, '-C', folder, ...words]);
    if (done.exitCode !== 0)
      throw new KnownError('STEP_FAILED', `${folder}: git could not commit the prepared files`, {
        tryThis: ['see whether the disk of temporary files is full: df -h "${TMPDIR:-/tmp}"', 'then again: tend apply'],
      });
  }
}
