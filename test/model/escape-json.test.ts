import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { wholeLine } from '../../src/model/shown-text.js';
import { escapeJson } from '../../src/model/escape-json.js';
import { eventLine } from '../../src/show/event-line.js';
import { shownJson } from '../../src/show/shown-json.js';
import { fitLines } from '../../src/tools/fit-lines.js';

const hostile = `a\u009b8m\u202e\u2066\u200b\u2028\u007f\u001b[8m\ufdd0\ufdd1\u{e0041}b${String.fromCharCode(0xd800)}`;

test('JSON for machines does nothing to a terminal, and means the same', () => {
  const json = escapeJson(JSON.stringify({ [hostile]: hostile }));
  expect(json).toMatch(/^[ -~]*$/);
  expect(JSON.parse(json)).toEqual({ [hostile]: hostile });
});

test('events do neither', () => {
  const line = eventLine({ type: 'notice', text: hostile });
  expect(line).toMatch(/^[ -~]*$/);
  expect(JSON.parse(line)).toEqual({ type: 'notice', text: hostile });
});

test('a document comes through a terminal of any width as it is', () => {
  const anything = fc.jsonValue({ stringUnit: 'binary' });
  fc.assert(
    fc.property(anything, (value) => {
      const printed = fitLines(shownJson({ value, hostile, long: 'x y '.repeat(50) }), 40);
      expect(printed).not.toContain(wholeLine);
      expect(JSON.parse(printed)).toEqual(JSON.parse(JSON.stringify({ value, hostile, long: 'x y '.repeat(50) })));
      expect(printed).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u200b-\u200f\u2028\u2029]/u);
    }),
  );
});
