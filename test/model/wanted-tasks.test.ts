import { describe, expect, test } from '@jest/globals';
import { wantedTasks } from '../../src/model/wanted-tasks.js';
import { makeServiceSpec } from '../support/builders.js';

describe('wantedTasks', () => {
  test.each([
    ['replicated', { Replicated: { Replicas: 3 } }, 3],
    ['replicated without a number', { Replicated: {} }, 1],
    ['a job', { ReplicatedJob: { TotalCompletions: 4 } }, 4],
  ] as const)('counts %s', (_, Mode, wanted) => {
    expect(wantedTasks(makeServiceSpec({ Mode }), [])).toBe(wanted);
  });
});
