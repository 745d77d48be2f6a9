import { describe, expect, test } from '@jest/globals';
import { isStillCounting, patienceWith } from '../../src/apply/settle-patience.js';
import type { Verdict } from '../../src/apply/judge-service.js';
import { settlingWords } from '../../src/apply/settling-words.js';
import type { ObservedTask } from '../../src/model/observation.js';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import { makeService, makeServiceSpec, makeTask } from '../support/builders.js';

const plain = makeServiceSpec();
const slow = withCheck({ Test: ['CMD', 'true'], StartPeriod: 600e9, Interval: 10e9, Timeout: 10e9, Retries: 3 });
const endless = withCheck({ Test: ['CMD', 'true'], Retries: 10_000 });
const minutes = 60_000;

describe('how long is waited at most', () => {
  test.each([
    { title: 'five minutes where nothing says otherwise', usualMs: 5 * minutes, spec: plain, atMostMs: 5 * minutes },
    { title: 'five minutes where the recipe allows less', usualMs: 20_000, spec: plain, atMostMs: 5 * minutes },
    { title: 'what the recipe allows where that is more', usualMs: 20 * minutes, spec: plain, atMostMs: 20 * minutes },
    {
      title: 'half an hour for a health check that would go on for longer',
      usualMs: 20_000,
      spec: endless,
      atMostMs: 30 * minutes,
    },
    { title: 'what the health check needs, and a minute', usualMs: 20_000, spec: slow, atMostMs: 12 * minutes },
  ])('is $title', ({ usualMs, spec, atMostMs }) => {
    expect(patienceWith(usualMs, [makeService({ spec })])).toEqual({ usualMs, atMostMs });
  });

  test('knows the check of an image once a container was looked into', () => {
    const health = { status: 'starting', failingStreak: 0, decidesWithinMs: 9 * minutes };
    expect(patienceWith(20_000, [makeService({ tasks: [makeTask({ health })] })]).atMostMs).toBe(10 * minutes);
  });
});

interface Counted {
  readonly title: string;
  readonly task: Partial<ObservedTask>;
  readonly spec: ServiceSpec;
  readonly startingMs: number;
  readonly is: boolean;
}

describe('Docker still counts', () => {
  test.each<Counted>([
    {
      title: 'while a task is prepared',
      task: { state: 'preparing' },
      spec: plain,
      startingMs: 999 * minutes,
      is: true,
    },
    {
      title: 'while a task waits to be taken up by its node',
      task: { state: 'assigned' },
      spec: plain,
      startingMs: 0,
      is: true,
    },
    {
      title: 'while Docker has not chosen a node yet',
      task: { state: 'pending' },
      spec: plain,
      startingMs: 0,
      is: true,
    },
    {
      title: 'not while no node may take it',
      task: { state: 'pending', error: 'no suitable node' },
      spec: plain,
      startingMs: 0,
      is: false,
    },
    {
      title: 'within start period and retries',
      task: { state: 'starting' },
      spec: slow,
      startingMs: 10.5 * minutes,
      is: true,
    },
    { title: 'not after them', task: { state: 'starting' }, spec: slow, startingMs: 11.5 * minutes, is: false },
    {
      title: "by Docker's own numbers where nobody knows the check",
      task: { state: 'starting' },
      spec: plain,
      startingMs: 2.5 * minutes,
      is: true,
    },
    {
      title: 'not for a task that is to go',
      task: { state: 'preparing', desiredState: 'shutdown' },
      spec: plain,
      startingMs: 0,
      is: false,
    },
    {
      title: 'not for a task of another spec',
      task: { state: 'preparing', spec: {} },
      spec: plain,
      startingMs: 0,
      is: false,
    },
  ])('$title', ({ task, spec, startingMs, is }) => {
    const service = makeService({ spec, tasks: [makeTask({ spec: spec.TaskTemplate, ...task })] });
    expect(isStillCounting(service, () => startingMs)).toBe(is);
  });
});

describe('what is told while waiting', () => {
  const verdict: Verdict = { state: 'settling', says: '0 of 1 task new', running: [], vouched: true, failedTasks: [] };

  test.each([
    [12_300, 5 * minutes, 'app: 0 of 1 task new (12 s of at most 5 min)'],
    [150_000, 330_000, 'app: 0 of 1 task new (2 min 30 s of at most 5 min 30 s)'],
  ])('after %d ms', (waitedMs, atMostMs, words) => {
    const verdicts = new Map([['wiki_app', verdict] as const, ['wiki_db', { ...verdict, state: 'settled' }] as const]);
    expect(settlingWords('wiki', verdicts, { waitedMs, atMostMs })).toBe(words);
  });
});

function withCheck(Healthcheck: object): ServiceSpec {
  const ContainerSpec = { ...plain.TaskTemplate.ContainerSpec, Healthcheck: Healthcheck as Record<string, unknown> };
  return { ...plain, TaskTemplate: { ...plain.TaskTemplate, ContainerSpec } };
}
