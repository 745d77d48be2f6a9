import { expect, test } from '@jest/globals';
import type { ReadingTools } from '../../../src/tools/tools.js';
import { planRegion } from '../../../src/workflows/plan/plan-region.js';
import type { RegionToPlan } from '../../../src/workflows/region/open-region.js';

/** Never run: each line stands for what must not compile. */
export async function planningThatChanges(tools: ReadingTools, { changelog }: RegionToPlan): Promise<void> {
  const { docker } = await tools.nodes.connect({ name: 'a', host: 'a', at: { file: 'region.yml' } });
  // @ts-expect-error -- a node can only be looked at
  await docker.removeService('id');
  // @ts-expect-error -- the record can only be read
  await changelog.append([]);
}

test('planning is handed nothing with which it could change a node or the record', () => {
  const handed: (tools: ReadingTools, open: RegionToPlan, options: never) => unknown = planRegion;
  expect(handed).toBe(planRegion);
});
