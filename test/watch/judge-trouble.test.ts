import { describe, expect, test } from '@jest/globals';
import { judgeTrouble } from '../../src/watch/judge-trouble.js';
import type { Noticed, ReachedLog } from '../../src/watch/log-look.js';
import { reachedLog } from './reached-log.js';

function judge(problems: readonly Noticed[], more: Partial<ReachedLog> = {}) {
  return judgeTrouble({ ...reachedLog, problems, ...more }, '2026-11-22T13:57:02Z');
}

describe('what makes a log one that cannot be trusted', () => {
  test.each([
    ['truncated', 'rollback'],
    ['history-rewritten', 'rollback'],
    ['forked', 'fork'],
    ['other-origin', 'other-log'],
    ['quorum-missing', 'unwitnessed'],
    ['signature-bad', 'invalid'],
  ])('%s is the alarm %s', (code, kind) => {
    const [found] = judge([{ code, says: 'so it is' }]);
    expect(found).toMatchObject({ kind, key: kind, scope: 'log', says: `${reachedLog.origin}: so it is` });
    expect(found?.tryThis.length).toBeGreaterThan(0);
  });

  test('is one alarm a kind, which names a few and counts the rest', () => {
    const cut = Array.from({ length: 9 }, (_, entry) => ({ code: 'dropped', says: `entry ${entry}`, entry }));
    const found = judge([...cut, { code: 'truncated', says: 'cut' }]);
    expect(found).toHaveLength(1);
    expect(found[0]?.details).toEqual([
      ...[1, 2, 3, 4, 5].map((entry) => `entry ${entry}`),
      'and 4 more',
      'it was whole when last looked at: 2026-11-22T13:57:02Z',
    ]);
  });

  test('has a mark that changes with what is wrong, not with its words', () => {
    const mark = (says: string, entry: number) => judge([{ code: 'dropped', says, entry }])[0]?.mark;
    expect(mark('one', 3)).toBe(mark('two', 3));
    expect(mark('one', 3)).not.toBe(mark('one', 4));
  });

  test('is a fork also where only the proof of it is there, which goes to others', () => {
    const [found] = judge([], { proof: '/state/fork.txt' });
    expect(found).toMatchObject({ kind: 'fork', proof: '/state/fork.txt' });
    expect(found?.tryThis[0]).toContain('tend changelog check-proof /state/fork.txt');
  });

  test('is not that a head is old: how long is too long the watcher says', () => {
    expect(judge([{ code: 'head-stale', says: 'old' }])).toEqual([]);
  });
});
