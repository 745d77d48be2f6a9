import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { printable } from '../../src/model/printable.js';

test.each([
  ['colours, conceal, black on black', '\u001b[8mhid\u001b[0m \u001b[30;40mden\u001b[m', 'hid den'],
  ['colours of 256 and of true colour', '\u001b[38;5;16mx\u001b[38:2::0:0:0my', 'xy'],
  ['moving, deleting', 'a\u001b[2Jb\u001b[1;1Hc\u001bMd\u001b7e', 'abcde'],
  ['a link (OSC 8)', '\u001b]8;;https://evil.example.org\u001b\\click\u001b]8;;\u0007', 'click'],
  ['the clipboard (OSC 52), a title', 'a\u001b]52;c;cm0gLXJm\u0007b\u001b]0;title\u001b\\c', 'abc'],
  ['DCS, APC, PM, SOS', 'a\u001bPq#0\u001b\\b\u001b_x\u001b\\c\u001b^x\u001b\\d\u001bXx\u001b\\e', 'abcde'],
  ['8 bits: CSI, OSC, DCS', 'a\u009b31mb\u009d0;t\u009cc\u0090q\u009cd\u009be', 'abcd'],
  ['character sets', 'a\u001b(0b\u001b%Gc', 'abc'],
  ['an order without an end hides nothing', 'a\u001b]0;rest of it', 'a0;rest of it'],
  ['an order inside an order', '\u001b\u001b[8mx\u001b[\u001b[8my', 'xy'],
])('%s go', (_what, text, left) => {
  expect(printable(text)).toBe(left);
});

test('a text of others moves no cursor, and neither hides nor reorders what stands beside it', () => {
  expect(printable('a\rc\u0008d\u0085e\u007ff\u0000')).toBe('acdef');
  expect(printable('x\u202eevil\u2066y\u200fz\u2028\u2029\u061c')).toBe('xevilyz');
  expect(printable('ng\u200binx\ufeff \u00ad\u2060\u{e0041}\u115f\u3164\u180e\ufff9\u06dd')).toBe('nginx ');
});

test('marks on one letter do not reach into other lines', () => {
  expect(printable(`a${'\u0301'.repeat(50)}b`)).toBe(`a${'\u0301'.repeat(4)}b`);
});

test('lines, tabs and letters of all people stay; an emoji of several comes as its parts', () => {
  const text = 'Kümmerer:\tשלום\n庭 e\u0301 👩🌾\n';
  expect(printable(text)).toBe(text);
  expect(printable('👩\u200d🌾')).toBe('👩🌾');
});

test('whatever comes: nothing is left that is not to be seen', () => {
  const piece = fc.constantFrom('\u001b', '[', ']', '\u009b', '\u009d', '\\', '8m', '31', ';', '\u0007', '\u202e', 'x');
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => {
      expect(printable(pieces.join(''))).not.toMatch(/[^\P{C}\n\t\p{Co}\p{Cn}]|[\u2028\u2029]/u);
    }),
  );
});

test('many orders without an end take no long time', () => {
  const started = performance.now();
  printable('\u009d'.repeat(200_000) + '\u001b['.repeat(200_000));
  expect(performance.now() - started).toBeLessThan(2000);
});
