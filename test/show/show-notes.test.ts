import { expect, test } from '@jest/globals';
import { showNotes } from '../../src/show/show-notes.js';

const same = { recipe: 'dokuwiki', from: '1.0.0+1', to: '1.0.0+1', notes: [] };

test('an upgrade that the manifest has already, and that was not reached, is not called the newest', () => {
  const text = showNotes('wiki', { ...same, unfinished: true });
  expect(text).toContain('the manifest says 1.0.0+1 already');
  expect(text).not.toContain('newest');
});

test('an app at the newest version says so, with the way to a newer major one', () => {
  expect(showNotes('wiki', undefined)).toContain('newest version of its recipe');
  expect(showNotes('wiki', { ...same, newerMajor: '2.0.0+2' })).toContain('tend upgrade wiki 2.0.0+2 --major');
});

const note = { version: '1.1.0+2', text: 'Mind the cache.' };

test('an upgrade past a version that never ran says what runs', () => {
  const text = showNotes('wiki', { ...same, from: '1.1.0+2', to: '1.2.0+3', runs: '1.0.0+1', notes: [note] });
  expect(text).toContain('wiki: 1.1.0+2 → 1.2.0+3 (1.0.0+1 runs)\n  1.1.0+2\n    "Mind the cache."');
});

test('notes are shown where the manifest names the version already', () => {
  expect(showNotes('wiki', { ...same, unfinished: true, notes: [note] })).toContain('    "Mind the cache."');
});
