import { describe, expect, test } from '@jest/globals';
import { judgeSeen } from '../../src/apply/judge-seen.js';
import type { StepVerdict } from '../../src/apply/judge-step.js';
import { makeService, makeStep } from '../support/builders.js';

const service = makeService({ id: 'app1', name: 'wiki_app', index: 7 });
const usual = makeStep({ kind: 'change' });
const step = { ...usual, rests: { ...usual.rests, services: [{ name: 'wiki_app', id: 'app1', index: 7 }] } };
const lost: StepVerdict = { result: 'failed', code: 'NODE_UNREACHABLE', says: 'the connection broke' };

describe('what is seen after a step', () => {
  test('makes a change of which the answer got lost a partial one', () => {
    expect(judgeSeen(step, lost, [{ ...service, index: 8 }])).toMatchObject({ result: 'partial' });
    expect(judgeSeen(step, lost, [])).toMatchObject({ result: 'partial' });
  });

  test('leaves a failure as it is where nothing moved, or where an answer came', () => {
    expect(judgeSeen(step, lost, [service])).toEqual(lost);
    const refused: StepVerdict = { ...lost, code: 'STEP_FAILED' };
    expect(judgeSeen(step, refused, [{ ...service, index: 8 }])).toEqual(refused);
  });

  test('names services that are there again after they were removed', () => {
    const done: StepVerdict = { result: 'done', says: 'undeployed' };
    const removal = makeStep({ kind: 'undeploy' });
    expect(judgeSeen(removal, done, [])).toEqual(done);
    expect(judgeSeen(removal, done, [service])).toMatchObject({
      result: 'partial',
      code: 'STEP_PARTIAL',
      says: expect.stringContaining('wiki_app'),
    });
  });
});
