import { expect, test } from '@jest/globals';
import { printable } from '../../src/model/printable.js';

test('a text of others moves no cursor, and neither hides nor reorders what stands beside it', () => {
  expect(printable('a\u001b[2Jb\rc\u0008d\u009be')).toBe('a[2Jbcde');
  expect(printable('x\u202eevil\u2066y\u200fz\u2028')).toBe('xevilyz');
});

test('lines, tabs and letters of all people stay', () => {
  const text = 'Kümmerer:\tשלום\n庭 👩‍🌾\n';
  expect(printable(text)).toBe(text);
});
