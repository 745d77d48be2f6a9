import { describe, expect, test } from '@jest/globals';
import { collapseAlarms } from '../../src/watch/collapse-alarms.js';
import type { Finding } from '../../src/watch/finding.js';
import type { KeptAlarms } from '../../src/watch/watch-state.js';

const finding: Finding = {
  key: 'rollback',
  kind: 'rollback',
  scope: 'log',
  says: 'cut off',
  details: [],
  tryThis: [],
  mark: 'a',
};
const all = new Set(['log']);
const at = (hours: number) => new Date(Date.parse('2026-11-22T00:00:00Z') + hours * 3_600_000).toISOString();

function see(kept: KeptAlarms, findings: readonly Finding[], hours: number) {
  return seeIn(kept, { findings, scopes: all, hours });
}

interface Seen {
  readonly findings: readonly Finding[];
  readonly scopes: ReadonlySet<string>;
  readonly hours: number;
}

function seeIn(kept: KeptAlarms, { findings, scopes, hours }: Seen) {
  const { alarms, news } = collapseAlarms(kept, { findings, scopes, now: at(hours) });
  return { alarms, news: news.map((one) => one.news) };
}

describe('alarms that repeat', () => {
  test('are told once, and again after a day, with the number of looks', () => {
    let seen = see({}, [finding], 0);
    const told: string[][] = [seen.news];
    for (const hours of [1, 12, 23, 24, 25, 47, 48]) {
      seen = see(seen.alarms, [finding], hours);
      told.push(seen.news);
    }
    expect(told).toEqual([['alarm'], [], [], [], ['still'], [], [], ['still']]);
    expect(seen.alarms['rollback']).toMatchObject({ count: 8, firstAt: at(0), toldAt: at(48) });
  });

  test('are told anew when more is wrong, but not when it is only not known yet whether', () => {
    const first = see({}, [finding], 0);
    const { mark: _, ...moving } = finding;
    const second = see(first.alarms, [moving], 1);
    expect(second.news).toEqual([]);
    expect(see(second.alarms, [finding], 2).news).toEqual([]);
    expect(see(second.alarms, [{ ...finding, mark: 'b' }], 2).news).toEqual(['worse']);
  });

  test('are told to be over once they are, and begin anew afterwards', () => {
    const first = see({}, [finding], 0);
    const over = see(first.alarms, [], 1);
    expect(over).toEqual({ alarms: {}, news: ['well'] });
    expect(see(over.alarms, [finding], 2).news).toEqual(['alarm']);
  });

  test('stay where nobody could look', () => {
    const first = see({}, [finding], 0);
    const elsewhere = new Set(['remote']);
    expect(seeIn(first.alarms, { findings: [], scopes: elsewhere, hours: 1 })).toEqual({
      alarms: first.alarms,
      news: [],
    });
  });
});
