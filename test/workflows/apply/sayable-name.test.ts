import { describe, expect, test } from '@jest/globals';
import { fits, sayableName } from '../../../src/workflows/apply/sayable-name.js';

describe('a name in an entry', () => {
  test('stands as it is where the format has room for it', () => {
    expect(sayableName('dokuwiki')).toBe('dokuwiki');
  });

  test.each(['', 'a b', '../x', '<script>', 'ä', 'x'.repeat(300), '-x'])('is written so that it fits: %j', (name) => {
    expect(fits.name(sayableName(name))).toBe(true);
  });
});
