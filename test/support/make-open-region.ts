import type { OpenRegion } from '../../src/workflows/region/open-region.js';
import { commitA, makeRegion } from './builders.js';
import { onlyWith } from './only-with.js';

/** A region as a command works with it, with a changelog that answers what is handed in. */
export function makeOpenRegion(over: Partial<OpenRegion> = {}): OpenRegion {
  return {
    folder: '/region',
    region: makeRegion(),
    manifest: { repo: 'local', commit: commitA, dirty: false },
    changelog: onlyWith('changelog'),
    actor: async () => ({ id: 'op-7f3k', name: 'ada' }),
    ...over,
  };
}
