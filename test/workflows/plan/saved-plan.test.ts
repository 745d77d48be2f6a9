import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Plan } from '../../../src/model/plan.js';
import { readSavedPlan, savePlan } from '../../../src/workflows/plan/saved-plan.js';
import { commitA, makePlan, makeStep } from '../../support/builders.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeEnvironment, makeTools } from '../../support/make-tools.js';
import { onlyWith } from '../../support/only-with.js';
import type { Files } from '../../../src/tools/files.js';

const whole = makePlan({
  region: 'merri-bek',
  madeAt: '2026-11-22T13:57:02Z',
  manifest: { repo: 'local', commit: commitA, dirty: false },
  steps: [makeStep()],
});

describe('a saved plan', () => {
  test('is read as it was saved', async () => {
    const written: string[] = [];
    const files = onlyWith<Files>('files', { write: async (_, text) => void written.push(String(text)) });
    await savePlan({ files, environment: makeEnvironment() }, whole, 'tonight.plan');
    expect(await read(written[0] ?? '')).toEqual(whole);
  });

  test('is refused where it was edited', async () => {
    await expect(read(saved(whole).replace('wiki', 'pad'))).rejects.toMatchObject({ code: 'USAGE' });
  });

  test.each<[string, (plan: Plan) => unknown]>([
    ['is empty', () => ({})],
    ['is null', () => null],
    ['has no steps', ({ steps: _, ...rest }) => rest],
    ['has a step that is null', (plan) => ({ ...plan, steps: [null] })],
    ['has a step of another kind', (plan) => withStep(plan, { kind: 'sing' })],
    ['has a step without specs', (plan) => withStep(plan, { specs: undefined })],
    [
      'has a service without a template',
      (plan) => withStep(plan, { specs: { ...makeStep().specs, services: [{ Name: 'x', Labels: {} }] } }),
    ],
    ['names a number as the key of a field', (plan) => withStep(plan, { services: [changing({ key: 7 })] })],
    ['names a list as the value of a field', (plan) => withStep(plan, { services: [changing({ from: [], to: '1' })] })],
    ['names no image', (plan) => withStep(plan, { services: [{ ...changing({}), image: { from: 'a' } }] })],
    ['has a steward that is no text', (plan) => withStep(plan, { steward: 7 })],
    ['has an origin that is no text', (plan) => withStep(plan, { origins: { A: null } })],
    [
      'makes a secret in no way',
      (plan) => withStep(plan, { secrets: [{ key: 'k', name: 'n', make: { kind: 'sing' } }] }),
    ],
    ['shares a secret with nobody', (plan) => withStep(plan, { secrets: [sharing({ members: 'both' })] })],
    [
      'has an app that is not up without a word',
      (plan) => ({ ...plan, nodes: [{ name: 'n', asWanted: [], notUp: [{}] }] }),
    ],
    ['has a provider that is no text', (plan) => ({ ...plan, nodes: [{ name: 'n', asWanted: [], provider: {} }] })],
    ['has a notice on no node', (plan) => ({ ...plan, notices: [{ text: 'x', node: 7 }] })],
    [
      'has an unmanaged stack of no app',
      (plan) => ({ ...plan, strangers: [{ node: 'n', stack: 's', services: 1, app: 7 }] }),
    ],
    ['rests on nothing', (plan) => withStep(plan, { rests: { swarm: 'x' } })],
    ['was made at no time', (plan) => ({ ...plan, madeAt: 'soon' })],
    ['is of another version', (plan) => ({ ...plan, version: 2 })],
    ['comes from before apps could be left out', ({ unplanned: _, ...rest }) => rest],
    ['is nested without end', (plan) => ({ ...plan, notices: JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) })],
  ])('of right digest is refused where it %s', async (_, change) => {
    await expect(read(saved(change(whole)))).rejects.toMatchObject({
      code: 'USAGE',
      message: 'tonight.plan is no plan that this version of tend saved, or was changed by hand',
      tryThis: ['tend plan --out tonight.plan'],
    });
  });

  test.each(['', 'null', '[]', '{', '\0'])('is refused where the file is %j', async (text) => {
    await expect(read(text)).rejects.toMatchObject({ code: 'USAGE' });
  });
});

function changing(field: object): object {
  return { service: 'app', kind: 'update', fields: [{ field: 'env', sign: '~', ...field }] };
}

function sharing(shared: object): object {
  return { key: 'k', name: 'n', make: { kind: 'generate', charset: 'hex', shared } };
}

function withStep(plan: Plan, over: object): object {
  return { ...plan, steps: plan.steps.map((step) => ({ ...step, ...over })) };
}

function saved(plan: unknown): string {
  const digest = createHash('sha256').update(JSON.stringify(plan)).digest('hex');
  return JSON.stringify({ format: 'tend-plan-v1', plan, digest });
}

function read(text: string): Promise<Plan> {
  const files = onlyWith<Files>('files', { readText: async () => text });
  return readSavedPlan({ ...makeTools({ files }), environment: makeEnvironment() }, makeOpenRegion(), 'tonight.plan');
}
