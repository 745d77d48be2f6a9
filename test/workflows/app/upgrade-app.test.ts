import { describe, expect, test } from '@jest/globals';
import type { ApplyEnd, StepEnd } from '../../../src/model/apply-end.js';
import type { TendEvent } from '../../../src/model/event.js';
import { KnownError } from '../../../src/model/known-error.js';
import type { OutcomeResult } from '../../../src/model/outcome.js';
import type { RecordedStep } from '../../../src/model/record.js';
import type { HeldReason, Step } from '../../../src/model/step.js';
import { upgradeReleases } from '../../../src/workflows/app/held-upgrade.js';
import { applyOrPutBack, isTaken, lastReached, staysWritten } from '../../../src/workflows/app/upgrade-app.js';
import { recordedStep } from '../../plan/plan-input-of.js';
import { makeApp, makePlan, makeStep, makeUnseen } from '../../support/builders.js';

const upgrade = { app: makeApp(), from: '1.0.0+1', to: '2.0.0+2', notes: [], recipe: 'dokuwiki' };
const progress = { type: 'step-progress', app: 'wiki', node: 'brunswick' } as const;

describe('the manifest after an upgrade', () => {
  test.each<[OutcomeResult]>([['done'], ['failed'], ['rolled-back'], ['paused'], ['partial'], ['unknown']])(
    'stays where a step ended %s',
    (result) => expect(staysWritten(endOf({ ends: [ended(result)] }))).toBe(true),
  );

  test('stays where one step was taken and another was not begun', () => {
    expect(staysWritten(endOf({ ends: [notBegun(), ended('failed')] }))).toBe(true);
  });

  test('stays where the server was so already', () => {
    expect(staysWritten(endOf({ steps: [] }))).toBe(true);
  });

  test.each<[string, Parameters<typeof endOf>[0]]>([
    ['was held', { steps: [held('major')] }],
    ['was declined', { approved: false }],
    ['could not begin', { ends: [notBegun()] }],
    ['was aborted before it changed anything', { ends: [ended('aborted')] }],
    ['has a node that does not answer', { steps: [], silent: true }],
  ])('is as it was where it %s', async (_, over) => {
    const end = endOf(over);
    expect(staysWritten(end)).toBe(false);
    const { undone, said } = await run(() => Promise.resolve(end));
    expect(undone).toBe(1);
    expect(said[0]).toContain('the manifest is as it was');
  });

  test('names the flag that releases it, with the status of a missing approval', async () => {
    const { end, said } = await run(() => Promise.resolve(endOf({ steps: [held('major')] })));
    expect(end?.exitStatus).toBe(10);
    expect(said).toEqual(['the manifest is as it was · again: tend upgrade wiki 2.0.0+2 --major']);
    expect(end?.plan.steps[0]?.held[0]?.release.map(({ command }) => command)).toEqual([
      'tend upgrade wiki 2.0.0+2 --major',
    ]);
  });

  test('leaves the ways out of other holds as they are', async () => {
    const { end } = await run(() => Promise.resolve(endOf({ steps: [held('drift')] })));
    expect(end?.exitStatus).toBe(10);
    expect(end?.plan.steps[0]?.held[0]?.release).toEqual([
      { label: 'go', command: 'tend apply --app wiki --overwrite' },
    ]);
  });

  test('is as it was after an error before any step', async () => {
    const { undone, error } = await run((tell) => {
      tell({ ...progress, phase: 'locking' });
      tell({ ...progress, phase: 'pulling' });
      throw new KnownError('CHANGELOG_UNREACHABLE', 'no answer', { tryThis: ['run it again'] });
    });
    expect([undone, error]).toMatchObject([1, { code: 'CHANGELOG_UNREACHABLE' }]);
  });

  test('stays after an error once a step had begun', async () => {
    const { undone, error } = await run((tell) => {
      tell({ ...progress, phase: 'services' });
      throw new Error('a bug');
    });
    expect([undone, error]).toMatchObject([0, { message: 'a bug' }]);
  });
});

describe('an upgrade that the manifest names already', () => {
  const app = { name: 'wiki', node: 'brunswick' };
  const step = (over: Parameters<typeof recordedStep>[1] = {}) => recordedStep([], { to: '2.0.0+2', ...over });
  const announced = () => omitOutcome(step());

  test.each<[string, RecordedStep[], boolean]>([
    ['is taken where the record says so', [step()], true],
    ['is taken whatever failed before it', [step({ result: 'failed' }), step()], true],
    ['is not taken where nothing is recorded', [], false],
    ['is not taken where its step was announced and never closed', [step({ to: '1.0.0+1' }), announced()], false],
    ['is not taken where an older version was reached last', [step({ to: '1.0.0+1' })], false],
    ['is not taken where nobody knows what came of it', [step({ result: 'unknown' })], false],
    ['is not taken where another app was', [step({ app: 'pad' })], false],
  ])('%s', (_, history, taken) => {
    expect(isTaken({ history }, app, '2.0.0+2')).toBe(taken);
  });

  test('begins its notes at the version that was reached last, not at one that was rolled back', () => {
    const [reached, undone] = [step({}), step({ result: 'rolled-back', to: '3.0.0+3' })];
    expect(lastReached({ history: [reached, undone] }, app)).toBe('2.0.0+2');
    expect(lastReached({ history: [undone] }, app)).toBeUndefined();
  });

  test('begins them at what was seen to run after a step of which nobody knows what came', () => {
    const [reached, unknown] = [step({}), step({ result: 'unknown', to: '3.0.0+3' })];
    const outcome = { ...unknown.outcome!, observed: { ...unknown.outcome!.observed!, version: '3.0.0+3' } };
    expect(lastReached({ history: [reached, { ...unknown, outcome }] }, app)).toBe('3.0.0+3');
  });
});

function omitOutcome({ outcome: _outcome, outcomeId: _id, ...step }: RecordedStep): RecordedStep {
  return step;
}

async function run(apply: (tell: (event: TendEvent) => void) => Promise<ApplyEnd>) {
  const said: string[] = [];
  let undone = 0;
  const undo = () => Promise.resolve({ done: ++undone > 0, says: 'the manifest is as it was' });
  const parts = { upgrade, say: (line: string) => said.push(line) };
  const ended = await applyOrPutBack({ undo }, parts, async (tell) => apply(tell)).then(
    (end) => ({ end, error: undefined }),
    (error: unknown) => ({ end: undefined, error }),
  );
  return { ...ended, said, undone };
}

function held(reason: HeldReason): Step {
  const command = `tend apply --app wiki --${(upgradeReleases as Partial<Record<HeldReason, string>>)[reason] ?? 'overwrite'}`;
  return makeStep({ held: [{ reason, says: 'it waits', release: [{ label: 'go', command }] }] });
}

function ended(result: OutcomeResult): StepEnd {
  const outcome = { app: 'wiki', node: 'brunswick', result, seconds: 0, says: '', programText: [], tryThis: [] };
  return { kind: 'done', step: makeStep(), outcome };
}

function notBegun(): StepEnd {
  return { kind: 'not-begun', step: makeStep(), code: 'LOCK_HELD', says: '', details: [], tryThis: [] };
}

function endOf(over: {
  steps?: readonly Step[];
  ends?: readonly StepEnd[];
  approved?: boolean;
  silent?: boolean;
}): ApplyEnd {
  const plan = makePlan({ steps: over.steps ?? [makeStep()], unreachable: over.silent ? [makeUnseen()] : [] });
  return { plan, approved: over.approved ?? true, ends: over.ends ?? [], exitStatus: 0 };
}
