import { describe, expect, test } from '@jest/globals';
import type { RegionStatus } from '../../src/model/region-status.js';
import { makePaint } from '../../src/show/paint.js';
import { showStatus } from '../../src/show/show-status.js';
import { makeUnseen } from '../support/builders.js';
import { moment } from './plans.js';

const plain = makePaint(false);

describe('status', () => {
  const status: RegionStatus = {
    version: 1,
    region: 'merri-bek',
    at: moment,
    nodes: [
      {
        node: 'brunswick',
        apps: [
          {
            app: 'calendar',
            version: '0.4.1+3',
            health: 'ok',
            running: 1,
            wanted: 1,
            steward: 'bo',
            urls: ['https://calendar.example.org'],
            changedOutside: false,
            lastChange: { at: '2026-11-22T13:50:00Z', by: 'ada', result: 'done' },
            hasData: true,
          },
          {
            app: 'pad',
            version: '2.1.0+1',
            newer: '2.2.0+2',
            health: 'degraded',
            running: 1,
            wanted: 2,
            urls: [],
            changedOutside: false,
            lastChange: { at: '2026-05-03T13:50:00Z', by: 'bo', result: 'rolled-back' },
            hasData: true,
          },
          {
            app: 'mail',
            version: '1.0.4+1',
            health: 'down',
            running: 0,
            wanted: 1,
            steward: 'cleo',
            urls: [],
            changedOutside: true,
            hasData: true,
          },
          {
            app: 'new',
            health: 'not deployed',
            running: 0,
            wanted: 0,
            steward: 'bo',
            urls: [],
            changedOutside: false,
            hasData: false,
          },
        ],
      },
      {
        node: 'fawkner',
        unseen: makeUnseen({ node: 'fawkner', message: 'fawkner: no answer on port 22 after 10 s' }),
        lastSeen: '2026-11-21T09:12:00Z',
        apps: [
          {
            app: 'forum',
            version: '3.2.1+1',
            health: 'unknown',
            running: 0,
            wanted: 2,
            steward: 'dee',
            urls: [],
            changedOutside: false,
            hasData: true,
          },
        ],
      },
      { node: 'coburg', apps: [] },
    ],
    record: {
      level: 'witnessed',
      seenBy: [{ witness: 'garden', at: '2026-11-22T13:59:00Z' }],
      unconfirmed: [{ id: 'K7Qm2xAAAA', by: 'op-7f3k', at: '2026-11-22T13:50:00Z' }],
      remote: 'ssh://forge.example/changelog.git',
      entries: 412,
      spooled: 2,
      fresh: false,
    },
  };

  test('shows the region at a glance, and last who is needed', () =>
    expect(showStatus(status, plain)).toMatchSnapshot());

  test('names wanted beside running, and both ways on after a rollback', () => {
    const app = {
      ...{ app: 'site@one', version: '1.0.0+1.26.3', wantedVersion: '1.1.0+1.28.0', running: 1, wanted: 1 },
      ...{ urls: [], changedOutside: false, hasData: true, steward: 'bo' },
      health: 'ok',
      lastChange: { at: '2026-11-22T13:50:00Z', by: 'ada', result: 'rolled-back' },
    } as const;
    const lines = showStatus({ ...status, nodes: [{ node: 'one', apps: [app] }] }, plain).split('\n');
    expect(lines[2]).toContain('1.0.0, wanted 1.1.0');
    expect(lines).toEqual(
      expect.arrayContaining([
        '  site@one runs 1.0.0+1.26.3: 1.1.0+1.28.0 was rolled back',
        '    back to what runs: tend upgrade site 1.0.0+1.26.3',
        '    try it again: tend apply --app site@one --retry',
      ]),
    );
  });

  test('of a change that was not applied yet names wanted beside running, and the plan', () => {
    const app = {
      ...{ app: 'site', version: '1.0.0+1', wantedVersion: '1.0.0+2', running: 1, wanted: 1 },
      health: 'ok',
      ...{ urls: [], changedOutside: false, hasData: true, steward: 'bo' },
    } as const;
    const text = showStatus({ ...status, nodes: [{ node: 'one', apps: [app] }] }, plain);
    expect(text).toContain('1.0.0+1, wanted 1.0.0+2');
    expect(text).toContain('site runs 1.0.0+1, wanted is 1.0.0+2 (tend plan --app site)');
  });
});
