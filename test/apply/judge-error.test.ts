import { describe, expect, test } from '@jest/globals';
import { judgeError } from '../../src/apply/judge-error.js';
import type { TouchedService } from '../../src/apply/step-context.js';
import { KnownError } from '../../src/model/known-error.js';
import { DockerError } from '../../src/model/docker-error.js';
import { makeStep } from '../support/builders.js';

const context = { step: makeStep(), mask: (text: string) => text.replace('hunter2', '[secret]') };
const touched = (kind: TouchedService['kind']): TouchedService[] => [
  { id: 'app1', name: 'wiki_app', kind, tasksBefore: new Set() },
];

describe('a step that fails on the way', () => {
  test.each([
    ['LOCK_HELD', [], { result: 'failed', code: 'LOCK_HELD' }],
    ['INTERRUPTED', [], { result: 'aborted', code: 'INTERRUPTED' }],
    ['STEP_FAILED', touched('updated'), { result: 'partial', code: 'STEP_PARTIAL' }],
    ['LOCK_HELD', touched('updated'), { result: 'partial', code: 'LOCK_HELD' }],
    ['INTERRUPTED', touched('updated'), { result: 'unknown', code: 'INTERRUPTED' }],
    ['STEP_PARTIAL', [], { result: 'partial', code: 'STEP_PARTIAL' }],
  ] as const)('by %s with %j sent is %j', (thrown, sent, verdict) => {
    expect(judgeError(new KnownError(thrown, 'so it is', { tryThis: ['look'] }), context, sent)).toMatchObject(verdict);
  });

  test('tells what was sent already', () => {
    const error = new KnownError('STEP_FAILED', 'so it is', { tryThis: ['look'] });
    expect(judgeError(error, context, touched('created')).says).toBe('so it is; some services were changed already');
    expect(judgeError(error, context, touched('removed')).says).toBe('so it is; some services were removed already');
  });

  test('shows no value that Docker repeats', () => {
    const { says } = judgeError(new DockerError(400, 'bad value hunter2'), context, []);
    expect(says).toBe('Docker on brunswick refused it (status 400): bad value [secret]');
  });

  test('goes on up where it is a bug', () => {
    expect(() => judgeError(new TypeError('x is not a function'), context, [])).toThrow(TypeError);
  });
});
