import type { ManifestState } from '../../model/plan.js';
import type { ReadingTools } from '../../tools/tools.js';

/** Which commit of the region repo this is, and whether manifest files differ from it. A folder without git has no commit. */
export async function readManifestState({ git }: Pick<ReadingTools, 'git'>, folder: string): Promise<ManifestState> {
  const [head, status, remote] = await Promise.all([
    git.run(['rev-parse', '--verify', '-q', 'HEAD'], { cwd: folder }),
    git.run(['status', '--porcelain', '--', 'region.yml', 'apps'], { cwd: folder }),
    git.run(['remote', 'get-url', 'origin'], { cwd: folder }),
  ]);
  const repo = remote.exitCode === 0 ? shownRepo(remote.stdout.trim()) : 'local';
  if (head.exitCode !== 0) return { repo, dirty: true };
  return { repo, commit: head.stdout.trim(), dirty: status.exitCode !== 0 || status.stdout.trim() !== '' };
}

function shownRepo(url: string): string {
  if (!URL.canParse(url)) return /^[\w.@-]+:/.test(url) ? url.replace(/^[^@]*@/, '') : 'local';
  const parsed = new URL(url);
  if (parsed.protocol === 'file:') return 'local';
  parsed.username = '';
  parsed.password = '';
  return parsed.toString();
}
