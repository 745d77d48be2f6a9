import { describe, expect, test } from '@jest/globals';
import type { StepEnd } from '../../../src/model/apply-end.js';
import type { ErrorCode, ExitStatus } from '../../../src/model/error-codes.js';
import type { OutcomeResult } from '../../../src/model/outcome.js';
import { statusOfApply } from '../../../src/workflows/apply/status-of-apply.js';
import { makePlan, makeStep, makeUnseen } from '../../support/builders.js';

describe('statusOfApply', () => {
  test.each<[string, StepEnd[], boolean, ExitStatus]>([
    ['nothing to do', [], false, 0],
    ['all done', [ended('done'), ended('done')], false, 0],
    ['one rolled back', [ended('rolled-back', 'STEP_ROLLED_BACK')], false, 6],
    ['one done, one rolled back', [ended('done'), ended('rolled-back', 'STEP_ROLLED_BACK')], false, 7],
    ['one done, a node silent', [ended('done')], true, 4],
    ['one failed, a node silent', [ended('failed', 'STEP_FAILED')], true, 5],
    ['one locked', [notBegun('LOCK_HELD'), ended('done')], false, 8],
    ['one stale', [notBegun('PLAN_STALE'), notBegun('LOCK_HELD')], false, 9],
    ['stopped by hand', [ended('unknown', 'INTERRUPTED'), ended('failed', 'STEP_FAILED')], false, 130],
    ['done but not published', [ended('done', 'CHANGELOG_UNREACHABLE')], false, 13],
  ])('%s', (...[, ends, silent, status]) =>
    expect(statusOfApply(makePlan({ unreachable: silent ? [makeUnseen()] : [] }), ends)).toBe(status),
  );
});

function ended(result: OutcomeResult, code?: ErrorCode): StepEnd {
  const outcome = {
    app: 'wiki',
    node: 'brunswick',
    result,
    seconds: 0,
    says: '',
    programText: [],
    tryThis: [],
    ...(code ? { code } : {}),
  };
  return { kind: 'done', step: makeStep(), outcome };
}

function notBegun(code: ErrorCode): StepEnd {
  return { kind: 'not-begun', step: makeStep(), code, says: '', details: [], tryThis: [] };
}
