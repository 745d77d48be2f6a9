import { expect, test } from '@jest/globals';
import { seenWords } from '../../src/show/seen-words.js';

const garden = { witness: 'garden', size: 128, at: '2026-03-01T10:00:07Z' };

test('tells of each witness how much it has seen, and when', () => {
  const words = seenWords([garden, { ...garden, witness: 'ecobytes', size: 9 }]);
  expect(words).toBe('seen by garden (128 entries, 2026-03-01 10:00), ecobytes (9 entries, 2026-03-01 10:00)');
});

test('says nothing where no witness has seen it', () => {
  expect(seenWords([])).toBeUndefined();
});
