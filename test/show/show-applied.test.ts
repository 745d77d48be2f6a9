import { describe, expect, test } from '@jest/globals';
import type { ApplyEnd, StepEnd } from '../../src/model/apply-end.js';
import { makePaint } from '../../src/show/paint.js';
import { showApplied } from '../../src/show/show-applied.js';
import { outcomeOf, rolledBack } from './outcomes.js';
import { deploy, held, upgrade, whole } from './plans.js';
import { anId } from '../support/an-id.js';

const plain = makePaint(false);

describe('an apply', () => {
  const done: StepEnd = {
    kind: 'done',
    step: deploy,
    outcome: outcomeOf({ app: 'calendar', says: 'deployed 0.4.1' }),
    entry: anId('K7Qm2xaaaaaa'),
  };
  const failed: StepEnd = { kind: 'done', step: upgrade, outcome: rolledBack, entry: anId('b81RtAaaaaaa') };
  const locked: StepEnd = {
    kind: 'not-begun',
    step: held,
    code: 'LOCK_HELD',
    says: 'mail on coburg is being changed by bo',
    details: ['since 13:50'],
    tryThis: ['wait, then: tend plan'],
  };
  const end = (ends: readonly StepEnd[], over: Partial<ApplyEnd> = {}): ApplyEnd => ({
    plan: whole,
    approved: true,
    ends,
    exitStatus: 0,
    ...over,
  });
  const about = { seconds: 31.4, paint: plain, planShown: true };

  test('says where things are and what was recorded', () => expect(showApplied(end([done]), about)).toMatchSnapshot());
  test('says what failed and what could not begin', () =>
    expect(showApplied(end([done, failed, locked], { exitStatus: 7 }), about)).toMatchSnapshot());
  test('says that a person said no', () =>
    expect(showApplied(end([], { approved: false, exitStatus: 10 }), about)).toBe('Nothing was done.'));
});
