import { describe, expect, test } from '@jest/globals';
import { lineEnd } from '../../src/model/foreign-text.js';
import { KnownError } from '../../src/model/known-error.js';
import { Secret } from '../../src/model/secret.js';
import { makePaint } from '../../src/show/paint.js';
import { sanitize } from '../../src/show/sanitize.js';
import { shown, shownWhole } from '../../src/show/shown.js';

describe('what is to be shown', () => {
  test('is the same value where nothing in it has to change', () => {
    const value = { a: ['b', { c: 1 }], d: undefined, e: null };
    expect(sanitize(value)).toBe(value);
  });

  test('is cleaned in every depth: lists, keys, maps, sets, errors', () => {
    const bad = 'x\u001b[8my\nz';
    const clean = `xy${lineEnd}z`;
    expect(sanitize({ [bad]: [bad, { bad }] })).toEqual({ [clean]: [clean, { bad: clean }] });
    expect(sanitize(new Map([[bad, new Set([bad])]]))).toEqual(new Map([[clean, new Set([clean])]]));
    const error = sanitize(new KnownError('USAGE', bad, { tryThis: [bad], details: [bad], at: { file: bad } }));
    expect(error).toMatchObject({
      code: 'USAGE',
      message: clean,
      tryThis: [clean],
      details: [clean],
      at: { file: clean },
    });
    expect(error).toBeInstanceOf(KnownError);
    expect(sanitize(Object.assign(new Error(bad), { stack: bad })).stack).toBe(clean);
  });

  test('leaves alone what is no plain data', () => {
    const secret = new Secret('s');
    const paint = makePaint(true);
    expect(sanitize(secret)).toBe(secret);
    expect(sanitize(paint)).toBe(paint);
  });

  test('is cut where it is long, in characters and in lines, and says how to see all', () => {
    const show = (text: string) => text;
    expect(shown(show, 'x'.repeat(5000))).toMatch(/^x{2000}… \(3000 more characters: --json shows all\)$/);
    expect(shown(show, 'x\n'.repeat(100))).toMatch(/(x\ufdd0){39}x… \(\d+ more characters: --json shows all\)$/);
    expect(shownWhole(show, 'x'.repeat(5000))).toHaveLength(5000);
  });

  test('keeps the colours and newlines of what shows it', () => {
    const paint = makePaint(true);
    const make = (text: string, how: typeof paint) => `${how.bad(text)}\nnext`;
    expect(shown(make, 'a\u001b[32mb\nc', paint)).toBe(`\u001b[31mab${lineEnd}c\u001b[39m\nnext`);
  });

  test('as a sentence is cleaned whole', () => {
    expect(shown('a\u001b[31mb\nc')).toBe(`ab${lineEnd}c`);
  });
});
