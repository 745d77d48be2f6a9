import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { intentOf, outcomeOf } from '../../changelog/entries.js';
import { makeHere, type Here } from '../../changelog/here.js';

jest.setTimeout(60_000);

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

describe('an entry that waits on this machine and can no longer count', () => {
  test('is set aside in a file and named; all others are appended', async () => {
    const changelog = here.open();
    const { ids } = await changelog.append([intentOf('wiki')]);
    const other = here.open('other');
    await other.spool([outcomeOf({ id: ids[0]! }, { result: 'unknown', observed: null }), intentOf('mail')]);
    await changelog.append([outcomeOf({ id: ids[0]! })]);
    const { pushed, refused } = await here.open('other').append([intentOf('pad')]);
    expect({ pushed, refused: refused.map(({ says }) => says) }).toEqual({
      pushed: true,
      refused: [expect.stringMatching(/^entry \d+ \(.*, op-7f3k\) tells the outcome of a step that already has one$/)],
    });
    expect(readFileSync(refused[0]?.file ?? '', 'utf8')).toContain('"result":"unknown"');
    const { entries, waiting } = await here.open('other').list();
    expect(entries.flatMap(({ entry }) => (entry.type === 'intent' ? entry.steps.map(({ app }) => app) : []))).toEqual([
      'wiki',
      'mail',
      'pad',
    ]);
    expect(waiting).toEqual([]);
    expect((await here.open('other').append([intentOf('last')])).refused).toEqual([]);
  });
});
