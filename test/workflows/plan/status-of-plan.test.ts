import { describe, expect, test } from '@jest/globals';
import type { ExitStatus } from '../../../src/model/error-codes.js';
import { statusOfPlan } from '../../../src/workflows/plan/status-of-plan.js';
import { makePlan, makeStep, makeUnseen } from '../../support/builders.js';

describe('statusOfPlan', () => {
  test.each<[boolean, boolean, ExitStatus]>([
    [false, false, 0],
    [false, true, 3],
    [true, true, 4],
  ])('a silent node: %p, detailed: %p gives %d', (silent, detailed, status) => {
    expect(statusOfPlan(makePlan({ steps: [makeStep()], unreachable: silent ? [makeUnseen()] : [] }), detailed)).toBe(
      status,
    );
  });
});
