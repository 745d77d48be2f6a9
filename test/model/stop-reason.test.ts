import { describe, expect, test } from '@jest/globals';
import { stopReason, stopWords } from '../../src/model/stop-reason.js';

describe('what was stopped', () => {
  test.each([
    ['SIGINT', false, 'stopped by hand'],
    ['SIGINT', true, 'stopped by SIGINT'],
    ['SIGTERM', false, 'stopped by SIGTERM'],
    ['SIGTERM', true, 'stopped by SIGTERM'],
    ['SIGHUP', false, 'stopped by SIGHUP'],
  ] as const)('by %s (in CI: %s) was %s', (name, isCi, words) => {
    const stop = new AbortController();
    stop.abort(stopReason(name, { isCi }));
    expect(stopWords(stop.signal)).toBe(words);
    expect(stop.signal.reason).toMatchObject({ name: 'AbortError' });
  });

  test('by nobody who gave a reason just stopped', () => {
    expect(stopWords(AbortSignal.abort())).toBe('stopped');
  });
});
