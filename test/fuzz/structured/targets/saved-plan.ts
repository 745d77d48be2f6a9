import { createHash } from 'node:crypto';
import type { Plan } from '../../../../src/model/plan.js';
import { planAsJson } from '../../../../src/show/plan-as-json.js';
import { makePaint } from '../../../../src/show/paint.js';
import { showPlan, showSavedPlan } from '../../../../src/show/show-plan.js';
import type { Files } from '../../../../src/tools/files.js';
import { readSavedPlan } from '../../../../src/workflows/plan/saved-plan.js';
import { commitA, makePlan, makeService, makeStep, makeUnseen } from '../../../support/builders.js';
import { makeOpenRegion } from '../../../support/make-open-region.js';
import { makeEnvironment } from '../../../support/make-tools.js';
import { onlyWith } from '../../../support/only-with.js';
import { planInputOf, wantedOf } from '../../../plan/plan-input-of.js';
import { planSteps } from '../../../../src/plan/plan-steps.js';
import { makeObservation, makeServiceSpec } from '../../../support/builders.js';
import { makeValueMutator } from '../mutate-value.js';
import { refusedOrThrown } from '../refused-or-thrown.js';
import type { Reading, StructuredTarget } from '../structured-target.js';

const head = {
  region: 'merri-bek',
  madeAt: '2026-11-22T13:57:02Z',
  manifest: { repo: 'local', commit: commitA, dirty: false },
};
const planned = planSteps(
  planInputOf({
    wanted: [wantedOf({}), wantedOf({ app: { name: 'pad' } })],
    seen: [makeObservation({ services: [makeService({ spec: makeServiceSpec({ image: 'x:1', env: ['A=b'] }) })] })],
  }),
);
const examples: Plan[] = [
  makePlan({ ...head, steps: [makeStep({ notices: ['n'], notes: [{ version: '1.0.0+1', text: 'new' }] })] }),
  makePlan({ ...head, steps: [...planned.steps, makeStep({ kind: 'undeploy' })], unreachable: [makeUnseen()] }),
].map((plan) => JSON.parse(JSON.stringify(plan)) as Plan);
const mutated = makeValueMutator(examples);

/** Saved plans whose digest is right. */
export const savedPlanTarget: StructuredTarget = {
  name: 'saved-plan',
  says: 'saved plans of right digest: read, shown',
  beyondEarly: 100,
  make: (dice) => JSON.stringify(mutated(dice)) ?? 'null',
  read,
};

async function read(plan: string): Promise<Reading> {
  const digest = createHash('sha256').update(plan).digest('hex');
  const text = `{"format":"tend-plan-v1","plan":${plan},"digest":"${digest}"}`;
  const files = onlyWith<Files>('files', { readText: async () => text });
  const open = makeOpenRegion({ manifest: head.manifest });
  try {
    const saved = await readSavedPlan({ files, environment: makeEnvironment() }, open, 'tonight.plan');
    showPlan(saved, makePaint(false));
    showSavedPlan(saved);
    JSON.stringify(planAsJson(saved));
    return 'read';
  } catch (error) {
    return refusedOrThrown(error, /^$/);
  }
}
