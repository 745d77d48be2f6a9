import { describe, expect, test } from '@jest/globals';
import { projectRecord } from '../../../src/record/project-record.js';
import type { NewEntry } from '../../../src/model/entry.js';
import { recordedApps } from '../../../src/workflows/watch/recorded-apps.js';
import { heldOf, intentOf, keepOf, outcomeOf } from '../../changelog/entries.js';
import { makeApp, makeRegion } from '../../support/builders.js';
import { anId } from '../../support/an-id.js';

const region = makeRegion({ apps: [makeApp({ stack: 'wiki_example' })] });
const now = '2026-11-22T14:00:00Z';

function recorded(...entries: readonly NewEntry[]) {
  const named = entries.map((entry, index) => ({ id: anId(`id${index}`), entry: heldOf(entry) }));
  const record = { ...projectRecord(named), remote: '', spooled: 0, fresh: true };
  return recordedApps(record, { region, node: 'brunswick', now });
}

describe('what the record says of the apps on a node', () => {
  test('is what the last outcome saw, or the last change that was kept', () => {
    const done = outcomeOf({ id: 'id0' });
    expect(recorded(intentOf('wiki'), done)).toMatchObject([
      { app: 'wiki', stack: 'wiki_example', busy: false, services: [{ name: 'app', id: 'x1', index: 4711 }] },
    ]);
    const kept = { ...keepOf('wiki'), time: '2026-11-22T13:58:00Z' };
    expect(recorded(intentOf('wiki'), done, kept)).toMatchObject([{ services: [], at: '2026-11-22T13:58:00Z' }]);
    expect(recorded(intentOf('wiki', { steps: [] }))).toEqual([]);
  });

  test('is that somebody is at work while an announcement is open, until its deadline', () => {
    const busy = (changes: object) => recorded(intentOf('wiki', changes))[0]?.busy ?? false;
    expect(busy({})).toBe(true);
    expect(busy({ deadline: '2026-11-22T13:59:59Z' })).toBe(false);
  });

  test('is nothing to hide behind for years', () => {
    const busy = (changes: object) => recorded(intentOf('wiki', changes))[0]?.busy ?? false;
    expect(busy({ deadline: '2036-11-22T13:59:59Z' })).toBe(false);
    expect(busy({ time: '2026-11-22T23:00:00Z', deadline: '2026-11-23T10:00:00Z' })).toBe(false);
    const unseen = outcomeOf({ id: 'id0' }, { observed: null, result: 'unknown', time: '2036-11-22T13:57:19Z' });
    expect(recorded(intentOf('wiki'), unseen)).toMatchObject([{ unseenAt: '' }]);
    expect(recorded(intentOf('wiki'), unseen)[0]?.settlesUntil).toBeUndefined();
  });

  test('is until when Docker may still settle after a step that failed', () => {
    const failed = outcomeOf({ id: 'id0' }, { result: 'failed' });
    expect(recorded(intentOf('wiki'), failed)).toMatchObject([{ settlesUntil: '2026-11-22T14:07:19Z' }]);
  });
});
