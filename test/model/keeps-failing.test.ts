import { describe, expect, test } from '@jest/globals';
import { keepsFailing } from '../../src/model/keeps-failing.js';
import type { ObservedTask } from '../../src/model/observation.js';
import { makeServiceSpec, makeTask } from '../support/builders.js';

const spec = makeServiceSpec();
const older = makeServiceSpec({ image: 'example.org/dokuwiki:0' });
const now = '2026-11-22T14:00:00Z';

/** `2026-11-22T13:59:00Z` for one minute ago. */
function ago(seconds: number): string {
  return new Date(Date.parse(now) - seconds * 1000).toISOString();
}

function failed(from: number, to: number, over: Partial<ObservedTask> = {}): ObservedTask {
  const times = { createdAt: ago(from), at: ago(to) };
  return makeTask({ state: 'complete', desiredState: 'shutdown', slot: 1, spec: spec.TaskTemplate, ...times, ...over });
}

const starting = makeTask({ state: 'starting', slot: 1, spec: spec.TaskTemplate, at: ago(2) });
const three = [failed(40, 30), failed(30, 20), failed(20, 10)];

describe('keepsFailing', () => {
  test.each<[string, ObservedTask[]]>([
    ['three ended soon after their start and another one starts', [...three, starting]],
    ['three ended and none comes any more', three],
    ['another one runs, but no longer than they did', [...three, makeTask({ slot: 1, at: ago(9) })]],
    ['it goes slowly, a few minutes each', [failed(1500, 1100), failed(1100, 700), failed(700, 300)]],
  ])('is so where %s', (_, tasks) => {
    expect(keepsFailing({ spec, tasks }, now)).toHaveLength(3);
  });

  test.each<[string, ObservedTask[]]>([
    ['only two failed', three.slice(1)],
    ['the next one has outlived them', [...three.map(longAgo), makeTask({ slot: 1, at: ago(600) })]],
    ['they failed in three places, once each', three.map((task, index) => ({ ...task, slot: index + 1 }))],
    ['they are of an older spec', three.map((task) => ({ ...task, spec: older.TaskTemplate }))],
    ['each had run for days', [failed(900_000, 600_000), failed(600_000, 300_000), failed(300_000, 10)]],
    ['it was hours ago', [failed(9000, 8990), failed(8990, 8980), failed(8980, 8970)]],
  ])('is not so where %s', (_, tasks) => {
    expect(keepsFailing({ spec, tasks }, now)).toEqual([]);
  });
});

function longAgo(task: ObservedTask): ObservedTask {
  return { ...task, createdAt: ago(700), at: ago(690) };
}
