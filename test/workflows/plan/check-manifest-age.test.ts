import { describe, expect, test } from '@jest/globals';
import type { ProgramResult } from '../../../src/tools/programs.js';
import type { Git } from '../../../src/tools/git.js';
import { checkManifestAge } from '../../../src/workflows/plan/check-manifest-age.js';
import { recordOf } from '../../plan/plan-input-of.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { onlyWith } from '../../support/only-with.js';

const [applied, here] = ['a'.repeat(40), 'b'.repeat(40)];

describe('the age of a manifest', () => {
  test('it is refused where it does not contain what was applied last', async () => {
    await expect(check({ exitCode: 1 })).rejects.toMatchObject({
      code: 'MANIFEST_STALE',
      message: `this manifest (bbbbbbb) does not contain the one that was applied last (aaaaaaa)`,
      tryThis: ['git pull', expect.stringContaining('--older-manifest')],
    });
  });

  test('a clone that is too shallow to tell is told how to become deeper', async () => {
    await expect(check({ exitCode: 128 })).rejects.toMatchObject({
      code: 'MANIFEST_STALE',
      tryThis: expect.arrayContaining(['in a shallow clone: git fetch --unshallow']),
    });
  });

  test('it is fine where git finds the one in the other, and nobody asks git where there is nothing to compare', async () => {
    await check({ exitCode: 0 });
    await check(undefined, { manifest: here, last: here });
    await check(undefined, { last: applied });
    await check(undefined, { manifest: here });
  });
});

function check(
  answer: Pick<ProgramResult, 'exitCode'> | undefined,
  { manifest, last }: { readonly manifest?: string; readonly last?: string } = { manifest: here, last: applied },
): Promise<void> {
  const run: Git['run'] = async () => onlyWith<ProgramResult>('git.run', answer);
  const git = onlyWith<Git>('git', answer ? { run } : {});
  const open = makeOpenRegion({ manifest: { repo: 'local', dirty: false, ...(manifest ? { commit: manifest } : {}) } });
  return checkManifestAge({ git }, open, recordOf({ ...(last ? { lastManifest: last } : {}) }));
}
