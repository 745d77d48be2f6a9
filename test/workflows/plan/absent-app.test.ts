import { expect, test } from '@jest/globals';
import { absentApp, withRecordedCommit } from '../../../src/workflows/plan/absent-app.js';
import { readWanted } from '../../../src/workflows/plan/read-wanted.js';
import type { ReadingTools } from '../../../src/tools/tools.js';
import { recordOf, recordedStep } from '../../plan/plan-input-of.js';
import { commitA, makeApp, makeRegion } from '../../support/builders.js';

const app = makeApp({ state: 'absent' });
const commitB = 'b'.repeat(40);

test('reads no recipe of an app that is to be absent: it may be gone', async () => {
  const {
    wanted: [wanted],
  } = await readWanted(noTools(), makeRegion(), { apps: [app] });
  expect(wanted).toMatchObject({
    recipe: { name: 'dokuwiki', version: '1.2.0+2024-02-06a' },
    rendered: { specs: { stack: 'wiki_example_org', services: [] }, secrets: [] },
  });
});

test('takes the recipe commit from the record, else from the manifest, else it is unknown', () => {
  const history = [recordedStep([])];
  const named = absentApp({ ...app, version: { kind: 'commit', commit: commitB } });
  expect(withRecordedCommit(absentApp(app), recordOf({ history })).recipe.commit).toBe(commitA);
  expect(withRecordedCommit(named, recordOf({ history })).recipe.commit).toBe(commitB);
  expect(withRecordedCommit(absentApp(app), recordOf()).recipe.commit).toBe('0'.repeat(40));
});

/** Any use of a tool fails. */
function noTools(): ReadingTools {
  return new Proxy({} as ReadingTools, {
    get() {
      throw new Error('a tool was used');
    },
  });
}
