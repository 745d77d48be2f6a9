import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { lineEnd } from '../../src/model/foreign-text.js';
import { wholeLine, type ShownText } from '../../src/model/shown-text.js';
import { fitLines } from '../../src/tools/fit-lines.js';

const fit = (text: string, width?: number) => fitLines(text as ShownText, width);

describe('lines on a screen', () => {
  test('stand as they are where they fit, and in a log', () => {
    const text = `one\n  two ${'x'.repeat(300)}`;
    expect(fit(text)).toBe(text);
    expect(fit('one\n  two', 40)).toBe('one\n  two');
  });

  test('go on below the last column of their line', () => {
    const line = '      notes     1.3.0: "Run the search index once after the upgrade, then look"';
    expect(fit(line, 50).split('\n')).toEqual([
      '      notes     1.3.0: "Run the search index once',
      '                after the upgrade, then look"',
    ]);
  });

  test('go on a little further in where there is no column', () => {
    expect(fit('  one two three four five', 20).split('\n')).toEqual(['  one two three four', '      five']);
  });

  test('of others never begin at the edge', () => {
    expect(fit(`why ok${lineEnd}✔ wiki upgraded${lineEnd}${lineEnd}`).split('\n')).toEqual([
      'why ok',
      '    ✔ wiki upgraded',
      '',
      '',
    ]);
    expect(fit(`${' '.repeat(30)}word`, 20)).toBe('          word');
  });

  test('that are one long word are broken, wide signs and marks counted as they are drawn', () => {
    expect(fit(`日${'本'.repeat(15)}e\u0301`, 20).split('\n')).toEqual([
      '日本本本本本本本',
      '    本本本本本本本本',
      '    e\u0301',
    ]);
  });

  test('of a command go on as a shell wants it, and what is quoted stays together', () => {
    expect(fit('next: tend apply --app wiki --why "one two" --retry', 32).split('\n')).toEqual([
      'next: tend apply --app wiki \\',
      '    --why "one two" --retry',
    ]);
  });

  test('of a command keep a public key whole', () => {
    const key = `"ssh-ed25519 ${'A'.repeat(68)}"`;
    expect(fit(`next: tend changelog key add bo ${key}`, 60).split('\n')).toEqual([
      'next: tend changelog key add bo \\',
      `    ${key}`,
    ]);
  });

  test('with many spaces in quotes are no wider either', () => {
    const lines = fit(`tend changelog key add "${' '.repeat(90)}x${' '.repeat(90)}"`, 40).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  test('that are copied whole are not broken', () => {
    expect(fit(`${wholeLine}ssh-ed25519 ${'A'.repeat(68)}`, 40)).toBe(`ssh-ed25519 ${'A'.repeat(68)}`);
  });

  test('keep own colours, and no others', () => {
    expect(fit('\u001b[31mbad\u001b[39m \u001b[8mhid\u001b[30;40mden')).toBe('\u001b[31mbad\u001b[39m hidden');
  });

  test('are never wider than the screen, nor empty of what was said', () => {
    const unit = fc.constantFrom(
      ' ',
      '  ',
      'ab',
      '日本',
      '\u001b[31m',
      '\u001b[39m',
      lineEnd,
      '\n',
      'tend a ',
      '"',
      'é',
      '👩',
    );
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 200 }), fc.integer({ min: 20, max: 130 }), (units, width) => {
        const text = units.join('');
        const lines = fit(text, width).split('\n');
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
        const bare = (of: string) => of.replace(/[\s\\\ufdd0]/g, '');
        expect(bare(lines.join(''))).toBe(bare(text));
      }),
    );
  });
});
