import { describe, expect, test } from '@jest/globals';
import { isWorkUnseen } from '../../src/plan/is-work-unseen.js';
import { makeApp, makeService } from '../support/builders.js';
import { recordOf, recordedStep } from './plan-input-of.js';

const app = makeApp();
const seen = recordedStep([makeService()]);

describe('isWorkUnseen', () => {
  test('is so while a step is open, and where the node was lost from sight', () => {
    expect(isWorkUnseen(app, recordOf({ history: [seen], dangling: [seen] }))).toBe(true);
    expect(isWorkUnseen(app, recordOf({ history: [seen, unseen('unknown')] }))).toBe(true);
  });

  test('is not so where the last step was looked at, was not begun, or is of another node', () => {
    expect(isWorkUnseen(app, recordOf({ history: [unseen('unknown'), seen] }))).toBe(false);
    expect(isWorkUnseen(app, recordOf({ history: [seen, unseen('aborted')] }))).toBe(false);
    expect(isWorkUnseen(app, recordOf({ history: [{ ...unseen('unknown'), node: 'elsewhere' }] }))).toBe(false);
    expect(isWorkUnseen(app, recordOf())).toBe(false);
  });
});

function unseen(result: 'unknown' | 'aborted') {
  const { outcome, ...step } = seen;
  return outcome ? { ...step, outcome: { ...outcome, result, observed: null } } : step;
}
