import { KnownError } from '../../model/known-error.js';
import type { Tools } from '../../tools/tools.js';
import type { OpenRegion } from '../region/open-region.js';

/** In CI only what was committed runs; a person on a terminal is warned by the plan. */
export function checkMayApply({ environment }: Pick<Tools, 'environment'>, { manifest }: OpenRegion): void {
  if (!environment.isCi || !manifest.dirty) return;
  throw new KnownError(
    'MANIFEST_DIRTY',
    'the manifest has edits that are not committed: a CI job applies only what was reviewed',
    { tryThis: ['git commit', 'git status'] },
  );
}
