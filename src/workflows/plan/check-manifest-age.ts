import { KnownError } from '../../model/known-error.js';
import type { Record as LogRecord } from '../../model/record.js';
import { shortCommit } from '../../model/short-id.js';
import type { ReadingTools } from '../../tools/tools.js';
import type { RegionToPlan } from '../region/open-region.js';

const rewritten =
  'if the history was rewritten on purpose: tend plan --older-manifest, then tend apply --older-manifest';

/** Refuses a manifest that is older than the one that the last outcome names: a week-old clone would downgrade everything. */
export async function checkManifestAge(
  { git }: Pick<ReadingTools, 'git'>,
  open: RegionToPlan,
  record: LogRecord,
): Promise<void> {
  const { commit } = open.manifest;
  const last = record.lastManifest;
  if (commit === undefined || last === undefined || commit === last) return;
  const asked = await git.run(['merge-base', '--is-ancestor', last, commit], { cwd: open.folder });
  if (asked.exitCode === 0) return;
  if (asked.exitCode !== 1) throw unknownCommit(last);
  throw new KnownError(
    'MANIFEST_STALE',
    `this manifest (${shortCommit(commit)}) does not contain the one that was applied last (${shortCommit(last)})`,
    {
      tryThis: ['git pull', rewritten],
    },
  );
}

/** git cannot tell: the commit is not in this clone (a shallow one, as CI jobs often have, or one that was not pulled). */
function unknownCommit(last: string): KnownError {
  return new KnownError(
    'MANIFEST_STALE',
    `this clone does not have the commit that was applied last (${shortCommit(last)})`,
    {
      tryThis: ['git pull', 'in a shallow clone: git fetch --unshallow', rewritten],
    },
  );
}
