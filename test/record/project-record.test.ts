import { expect, test } from '@jest/globals';
import type { NewEntry } from '../../src/model/entry.js';
import type { OutcomeResult } from '../../src/model/outcome.js';
import { projectRecord } from '../../src/record/project-record.js';
import { heldOf, intentOf, outcomeOf } from '../changelog/entries.js';
import { anId } from '../support/an-id.js';

type Ended = readonly (OutcomeResult | 'open')[];

/** What the record says after these announcements, each of another commit of the manifest, and what came of them. */
function after(ended: Ended) {
  const entries = ended.flatMap((result, at): { id: string; entry: NewEntry }[] => {
    const commit = String(at + 1).repeat(40);
    const begun = { id: `i${at}`, entry: intentOf('wiki', { manifest: { repo: 'local', commit, dirty: false } }) };
    const outcome = outcomeOf({ id: begun.id }, { result } as object);
    return result === 'open' ? [begun] : [begun, { id: `o${at}`, entry: outcome }];
  });
  return projectRecord(entries.map(({ id, entry }) => ({ id: anId(id), entry: heldOf(entry) })));
}

test.each<[Ended, number | undefined]>([
  [['done'], 1],
  [['done', 'rolled-back'], 2],
  [['done', 'open'], 1],
  [['done', 'aborted'], 1],
  [['done', 'aborted', 'failed', 'aborted'], 3],
  [['aborted'], undefined],
  [[], undefined],
])('after %j the manifest that was applied last is number %s', (ended, number) => {
  expect(after(ended).lastManifest).toBe(number === undefined ? undefined : String(number).repeat(40));
});

test('what was announced and has no outcome is dangling', () => {
  expect(after(['done', 'open']).dangling).toMatchObject([{ intentId: 'i1', app: 'wiki' }]);
});
