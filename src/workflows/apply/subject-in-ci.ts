import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';

/** In a CI job nobody types why: the subject of the commit that is applied says it. Elsewhere empty. */
export async function subjectInCi(
  { environment, git }: Pick<Tools, 'environment' | 'git'>,
  open: OpenRegion,
): Promise<string> {
  if (!environment.isCi || open.manifest.commit === undefined) return '';
  const log = await git.run(['log', '-1', '--format=%s', open.manifest.commit], { cwd: open.folder });
  return log.exitCode === 0 ? log.stdout.trim() : '';
}
