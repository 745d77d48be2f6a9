import { expect, test } from '@jest/globals';
import { newLogState } from '../../../src/changelog/fold/log-state.js';
import type { Log } from '../../../src/changelog/log/log.js';
import { readDraft, takeUpDraft } from '../../../src/changelog/log/read-draft.js';
import { projectRecord } from '../../../src/record/project-record.js';
import { recordContents } from '../../../src/record/record-contents.js';
import { canonicalJson } from '../../../src/tlog/canonical-json.js';
import type { Git } from '../../../src/tools/git.js';
import { intentOf, openOf, origin, outcomeOf, stewardOf } from '../../record/entries.js';
import { pageTexts } from '../../record/pages/pages-of.js';
import { onlyWith } from '../../support/only-with.js';

const { key: _key, noteKey: _noteKey, policy: _policy, draft: _draft, ...opening } = openOf();
const { outcomeKey: _outcomeKey, ...intent } = { ...intentOf('wiki'), seen: null };
const steward = { ...stewardOf('wiki', 'op-7f3k', ['op-9c']), seen: null };

test('a draft is read as it was written before there were keys and heads', async () => {
  const entries = await read([opening, intent, steward]);
  expect(entries.map(({ entry, position }) => [entry.type, position])).toEqual([
    ['log.open', -3],
    ['intent', -2],
    ['steward.assign', -1],
  ]);
});

/** Nobody signed a draft: whoever may push may write anything into it. */
test.each<[string, unknown]>([
  ['is null', null],
  ['is a list', []],
  ['is of another type', { ...opening, type: 'sing' }],
  ['has no type', { ...opening, type: undefined }],
  ['has no deputies', { ...steward, deputies: undefined }],
  ['has a step of another kind', { ...intent, steps: [{ ...intent.steps[0], kind: 'sing' }] }],
  ['has no steps', { ...intent, steps: null }],
  ['has a name of a page outside', { ...steward, app: '../../x' }],
  ['has a time that is none', { ...steward, time: null }],
  ['has no day of a month', { ...steward, time: '2026-99-99T99:99:99Z' }],
  ['opens with no key', { ...openOf(), key: undefined }],
])('a line of a draft that %s keeps its place and is told by nobody', async (_, entry) => {
  const entries = await read([steward, entry, outcomeOf(intentOf('wiki'))]);
  expect(entries.map(({ position }) => position)).toEqual([-3, -1]);
});

/** What is read of a draft, after pages and record were made of it. */
async function read(lines: readonly unknown[]) {
  const text = lines.map((entry) => `{"e":${canonicalJson(entry)},"s":null}\n`).join('');
  const bytes = Buffer.from(`x blob ${Buffer.byteLength(text)}\n${text}\n`);
  const git = onlyWith<Git>('git', {
    runBytes: async () => ({ exitCode: 0, bytes, stdout: '', stderr: '', timedOut: false, missing: false }),
  });
  const file = { path: 'draft/entries/000.ndjson', mode: '100644', type: 'blob', object: 'x', size: 1 };
  const draft = await readDraft({ folder: '/clone', git, at: 'refs/tend/at/1' }, [file]);
  const state = newLogState(recordContents.newPages(origin));
  if (draft) takeUpDraft({ contents: recordContents }, { state } as Log, draft);
  pageTexts(state.pages);
  projectRecord(draft?.entries ?? []);
  return draft?.entries ?? [];
}
