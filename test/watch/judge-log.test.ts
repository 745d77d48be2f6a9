import { describe, expect, test } from '@jest/globals';
import { judgeLog } from '../../src/watch/judge-log.js';
import type { ReachedLog } from '../../src/watch/log-look.js';
import { newWatchState, parseWatchState, type WatchState } from '../../src/watch/watch-state.js';
import { reachedLog } from './reached-log.js';

const silentHours = 2;

interface Before {
  readonly state?: WatchState;
  readonly staleHours?: number;
}

function judge(more: Partial<ReachedLog>, now: string, { state = newWatchState(), ...patience }: Before = {}) {
  return judgeLog({ ...reachedLog, ...more }, state, { now, silentHours, ...patience });
}
const kinds = ({ findings }: { findings: readonly { kind: string }[] }) => findings.map(({ kind }) => kind);

describe('a log', () => {
  test('that many witnesses look at is stale after two days without a cosignature', () => {
    const witnessed = { asksWitnesses: true, cosignedAt: '2026-11-20T14:00:00Z' };
    expect(kinds(judge(witnessed, '2026-11-22T13:59:59Z'))).toEqual([]);
    const { findings } = judge(witnessed, '2026-11-22T14:00:00Z');
    expect(findings).toMatchObject([{ kind: 'stale', since: '2026-11-20T14:00:00Z' }]);
    expect(findings[0]?.says).toBe('coburg.example/changelog: no witness has signed its head for 2 days');
    expect(kinds(judge(witnessed, '2026-11-22T14:00:00Z', { staleHours: 72 }))).toEqual([]);
  });

  test('that nobody cosigns may be quiet for ever, unless somebody says for how long', () => {
    const quiet = { lastEntryAt: '2026-11-01T00:00:00Z' };
    expect(kinds(judge(quiet, '2026-11-22T14:00:00Z'))).toEqual([]);
    expect(kinds(judge(quiet, '2026-11-22T14:00:00Z', { staleHours: 24 }))).toEqual(['stale']);
    const { state } = judge(quiet, '2026-11-22T14:00:00Z');
    expect(kinds(judge({ ...quiet, head: '10 root' }, '2026-11-22T15:00:00Z', { state, staleHours: 24 }))).toEqual([]);
  });

  test('is stale where entries wait for somebody to sign over them', () => {
    const behind = { open: [{ code: 'behind-head', says: '1 entry' }] };
    const { findings, state } = judge(behind, '2026-11-20T14:00:00Z');
    expect(findings).toEqual([]);
    expect(kinds(judge(behind, '2026-11-22T14:00:00Z', { state }))).toEqual(['stale']);
    expect(judge({}, '2026-11-22T14:00:00Z', { state }).state.behindSince).toBeUndefined();
  });

  test('in doubt says nothing of its age, and keeps what was known before', () => {
    const witnessed = { asksWitnesses: true, cosignedAt: '2026-11-01T14:00:00Z' };
    const broken = { ...witnessed, problems: [{ code: 'truncated', says: 'cut', entry: 3 }] };
    const judged = judge(broken, '2026-11-22T14:00:00Z');
    expect(kinds(judged)).toEqual(['rollback']);
    expect(judged.scopes).not.toContain('age');
    expect(judged.state.goodAt).toBeUndefined();
  });

  test('gives an alarm each kind of trouble, however many entries it is about', () => {
    const problems = [3, 4, 5, 6, 7, 8, 9].map((entry) => ({ code: 'dropped', says: `entry ${entry}`, entry }));
    const { findings } = judge(
      { problems: [...problems, { code: 'page-differs', says: 'page' }] },
      '2026-11-22T14:00:00Z',
    );
    expect(findings).toMatchObject([
      { kind: 'rollback', says: 'coburg.example/changelog: entry 3' },
      { kind: 'invalid' },
    ]);
    expect(findings[0]?.details).toEqual(['entry 4', 'entry 5', 'entry 6', 'entry 7', 'entry 8', 'and 1 more']);
  });

  test('that was signed twice is a fork, whatever else is wrong with it', () => {
    const broken = { problems: [{ code: 'dropped', says: 'entry 3', entry: 3 }], proof: '/state/forks/x.json' };
    const { findings } = judge(broken, '2026-11-22T14:00:00Z');
    expect(kinds({ findings })).toEqual(['rollback', 'fork']);
    expect(findings[1]?.tryThis[0]).toContain('check-proof /state/forks/x.json');
  });

  test('with broken glass says how it is confirmed', () => {
    const open = [
      { code: 'breakglass-unconfirmed', says: 'entry 4', id: 'abcdefghijk', since: '2026-11-22T01:00:00Z' },
    ];
    expect(judge({ open }, '2026-11-22T14:00:00Z').findings).toMatchObject([
      {
        kind: 'breakglass',
        tryThis: [expect.anything(), 'tend changelog confirm abcdefgh'],
        since: '2026-11-22T01:00:00Z',
      },
    ]);
  });
});

describe('what is remembered', () => {
  test('reads back as it was written, and anything else as nothing', () => {
    const { state } = judge({}, '2026-11-22T14:00:00Z');
    expect(parseWatchState(JSON.stringify(state))).toEqual(state satisfies WatchState);
    for (const text of [undefined, '', '{', '[]', '{"version":2}', 'null'])
      expect(parseWatchState(text)).toEqual(newWatchState());
  });
});
