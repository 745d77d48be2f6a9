import { describe, expect, test } from '@jest/globals';
import { findTouched } from '../../../src/apply/abra/find-touched.js';
import { makeService, makeTask } from '../../support/builders.js';

const app = makeService({ id: 'app1', name: 'wiki_app', index: 7, tasks: [makeTask({ id: 'task1' })] });
const db = makeService({ id: 'db1', name: 'wiki_db', index: 9, tasks: [] });

describe('what a program touched', () => {
  test('is nothing where every index is what it was, whatever its tasks do', () => {
    expect(findTouched([app, db], [{ ...app, tasks: [] }, db])).toEqual([]);
  });

  test('is what is new, changed or gone, with the tasks that were there before', () => {
    const changed = { ...app, index: 8 };
    const cache = makeService({ id: 'cache1', name: 'wiki_cache' });
    expect(findTouched([app, db], [changed, cache])).toEqual([
      { id: 'app1', name: 'wiki_app', kind: 'updated', tasksBefore: new Set(['task1']), before: app },
      { id: 'cache1', name: 'wiki_cache', kind: 'created', tasksBefore: new Set() },
      { id: 'db1', name: 'wiki_db', kind: 'removed', tasksBefore: new Set() },
    ]);
  });

  test('is two things where a service was made anew under its name', () => {
    const anew = { ...app, id: 'app2' };
    expect(findTouched([app], [anew]).map(({ id, kind }) => [id, kind])).toEqual([
      ['app2', 'created'],
      ['app1', 'removed'],
    ]);
  });
});
