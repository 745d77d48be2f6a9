import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../../src/apply/judge-service.js';
import { judgeStep } from '../../src/apply/judge-step.js';
import { stepTimeout } from '../../src/apply/step-timeout.js';
import { isReversible } from '../../src/apply/put-back.js';
import { makeServiceSpec, makeStackSpecs, makeStep } from '../support/builders.js';

const recipe = { name: 'dokuwiki', from: '1.0.0+1', to: '1.1.0+2', commit: 'a'.repeat(40) };
const upgrade = makeStep({ kind: 'upgrade', recipe });

describe('judgeStep', () => {
  test.each([
    ['deploy', 'deployed 1.1.0+2'],
    ['upgrade', 'upgraded to 1.1.0+2'],
    ['downgrade', 'downgraded to 1.1.0+2'],
    ['change', 'changed'],
    ['undeploy', 'undeployed, its data kept'],
    ['adopt', 'taken over 1.1.0+2'],
  ] as const)('says of a %s that is done: %s', (kind, says) => {
    expect(judgeStep(makeStep({ kind, recipe }), settled('settled', 'settled'), undefined)).toEqual({
      result: 'done',
      says,
    });
  });

  test('is done where nothing had to be touched', () => {
    expect(judgeStep(upgrade, settled(), undefined)).toMatchObject({ result: 'done' });
  });

  test.each([
    [
      'every service rolled back',
      ['rolled-back', 'rolled-back'],
      undefined,
      'rolled-back',
      'STEP_ROLLED_BACK',
      '1.0.0+1 runs again',
    ],
    [
      'some new, some rolled back',
      ['settled', 'rolled-back'],
      undefined,
      'partial',
      'STEP_PARTIAL',
      'some services are new',
    ],
    [
      'paused and put back',
      ['paused'],
      true,
      'paused',
      'STEP_ROLLED_BACK',
      'the former version was put back and runs again',
    ],
    ['paused and not put back', ['paused'], undefined, 'paused', 'STEP_FAILED', 'wiki may be down'],
    ['paused, put back, and down', ['paused'], false, 'paused', 'STEP_FAILED', 'does not run either: wiki may be down'],
    ['paused beside rolled back', ['paused', 'rolled-back'], false, 'paused', 'STEP_FAILED', 'stopped half-way'],
    ['one failed', ['settled', 'failed'], undefined, 'failed', 'STEP_FAILED', '1.1.0+2 did not come up (s1: exit 3)'],
  ] as const)('tells %s apart', (...[, states, back, result, code, says]) => {
    expect(judgeStep(upgrade, settled(...states), back)).toMatchObject({
      result,
      code,
      says: expect.stringContaining(says),
    });
  });

  test('says that it took too long, and how far it came', () => {
    expect(judgeStep(upgrade, { ...settled('settling'), timedOut: true }, undefined)).toMatchObject({
      result: 'failed',
      code: 'STEP_FAILED',
      says: '1.1.0+2 did not settle in time (s0: exit 3)',
    });
  });

  test('does not know what became of what was stopped, and says by what', () => {
    expect(judgeStep(upgrade, { ...settled('settling'), interruptedBy: 'stopped by SIGTERM' }, undefined)).toEqual({
      result: 'unknown',
      code: 'INTERRUPTED',
      says: 'stopped by SIGTERM while it was starting; what is there now is in the record',
    });
  });
});

describe('stepTimeout', () => {
  const labelled = (timeout: string) =>
    makeStep({
      specs: makeStackSpecs({
        services: [makeServiceSpec({ Labels: { 'coop-cloud.wiki_example_org.timeout': timeout } })],
      }),
    });

  test.each([
    ['600', 600_000],
    ['0', 300_000],
    ['soon', 300_000],
    ['', 300_000],
  ])('takes the label %p as %d ms', (label, ms) => expect(stepTimeout(labelled(label))).toBe(ms));

  test('is five minutes without a label', () => expect(stepTimeout(makeStep())).toBe(300_000));
});

describe('isReversible', () => {
  const over = (from: string | undefined, to: string) => ({ ...recipe, ...(from === undefined ? {} : { from }), to });

  test.each([
    ['a small upgrade', upgrade, true],
    ['a major upgrade', makeStep({ kind: 'upgrade', recipe: over('1.0.0+1', '2.0.0+3') }), false],
    ['a downgrade', makeStep({ kind: 'downgrade', recipe: over('1.1.0+2', '1.0.0+1') }), false],
    [
      'a removed service',
      makeStep({ kind: 'change', services: [{ service: 'db', kind: 'remove', fields: [] }] }),
      false,
    ],
  ])('%s: %p', (_, step, reversible) => expect(isReversible(step)).toBe(reversible));
});

function settled(...states: Verdict['state'][]) {
  const verdicts = states.map((state, index) => {
    const verdict = { state, says: 'exit 3', running: [], vouched: true, failedTasks: [] };
    return [`wiki_example_org_s${index}`, verdict] as const;
  });
  return { verdicts: new Map<string, Verdict>(verdicts), timedOut: false };
}
