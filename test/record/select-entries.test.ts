import { describe, expect, test } from '@jest/globals';
import { projectRecord } from '../../src/record/project-record.js';
import { selectEntries, selectSteps, type Selection } from '../../src/record/select-entries.js';
import { stepOf } from '../changelog/entries.js';
import { intentOf, keepOf, logged, outcomeOf, stewardOf } from './entries.js';

const wiki = intentOf('wiki', { time: '2026-11-20T10:00:00Z' });
const both = intentOf('pad', {
  time: '2026-11-21T10:00:00Z',
  actor: 'op-bo',
  steps: [stepOf('pad'), { ...stepOf('wiki'), node: 'coburg' }],
});
const entries = logged([
  wiki,
  outcomeOf(wiki, { time: '2026-11-20T10:01:00Z' }),
  { ...stewardOf('pad', 'op-bo'), time: '2026-11-20T11:00:00Z' },
  both,
  { ...keepOf('pad'), time: '2026-11-22T10:00:00Z' },
]);
const record = { ...projectRecord(entries), remote: 'x', spooled: 0, fresh: true };

describe('what somebody wants to see', () => {
  test.each<[Selection, number[]]>([
    [{}, [0, 1, 2, 3, 4]],
    [{ app: 'wiki' }, [0, 1, 3]],
    [{ app: 'pad', node: 'brunswick' }, [2, 3, 4]],
    [{ node: 'coburg' }, [3]],
    [{ steward: 'op-bo' }, [2, 3, 4]],
    [{ since: '2026-11-21' }, [3, 4]],
    [{ until: '2026-11-20' }, [0, 1, 2]],
    [{ since: '2026-11-20T11', until: '2026-11-21' }, [2, 3]],
    [{ last: 2 }, [3, 4]],
    [{ last: 0 }, []],
    [{ app: 'wiki', last: 1 }, [3]],
    [{ app: 'nowhere' }, []],
  ])('%j gives the entries %j', (wanted, positions) => {
    expect(selectEntries(entries, wanted).map(({ position }) => position)).toEqual(positions);
  });

  test.each<[Selection, string[]]>([
    [{}, ['wiki brunswick', 'pad brunswick', 'wiki coburg']],
    [{ app: 'wiki' }, ['wiki brunswick', 'wiki coburg']],
    [{ node: 'coburg' }, ['wiki coburg']],
    [{ steward: 'op-7f3k' }, ['wiki brunswick']],
    [{ since: '2026-11-21', last: 1 }, ['wiki coburg']],
  ])('%j gives the steps %j', (wanted, steps) => {
    expect(selectSteps(record, wanted).map(({ app, node }) => `${app} ${node}`)).toEqual(steps);
  });
});
