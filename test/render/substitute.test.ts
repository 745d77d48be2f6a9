import { describe, expect, test } from '@jest/globals';
import { substitute } from '../../src/render/substitute.js';

const env = { NAME: 'wiki', EMPTY: '', lower: 'l', _A1: 'u' };

describe('substitute fills variables in as docker does', () => {
  test.each([
    ['plain', 'plain'],
    ['$NAME', 'wiki'],
    ['${NAME}s', 'wikis'],
    ['$NAME.$lower$_A1', 'wiki.lu'],
    ['a$$b', 'a$b'],
    ['$$NAME ${NAME}', '$NAME wiki'],
    ['$MISSING|${MISSING}', '|'],
    ['${MISSING:-d}', 'd'],
    ['${MISSING-d}', 'd'],
    ['${EMPTY:-d}', 'd'],
    ['${EMPTY-d}', ''],
    ['${NAME:-d}', 'wiki'],
    ['${MISSING:-}', ''],
    ['${MISSING:-http://x:80/a-b?c}', 'http://x:80/a-b?c'],
    ['${MISSING:-$NAME}', '$NAME'],
    ['${NAME?no}${NAME:?no}', 'wikiwiki'],
    ['${EMPTY?no}', ''],
    ['$NAME:-x', 'wiki'],
    ['$toString', ''],
  ])('%s → %s', (text, filled) => {
    expect(substitute(text, env)).toEqual({ text: filled });
  });

  test.each([
    ['${MISSING?set it}', { kind: 'missing', variable: 'MISSING', says: 'set it' }],
    ['${MISSING:?}', { kind: 'missing', variable: 'MISSING', says: '' }],
    ['${EMPTY:?say}', { kind: 'missing', variable: 'EMPTY', says: 'say' }],
    ['$', { kind: 'format' }],
    ['${}', { kind: 'format' }],
    ['${NAME', { kind: 'format' }],
    ['$1', { kind: 'format' }],
    ['${ NAME }', { kind: 'format' }],
  ])('refuses %s', (text, problem) => {
    expect(substitute(text, env)).toEqual({ problem });
  });

  test('refuses what grows without end, and takes no time for what has no end', () => {
    expect(substitute('${A}'.repeat(20), { A: 'a'.repeat(100_000) })).toEqual({ problem: { kind: 'long' } });
    const { user } = process.cpuUsage();
    expect(substitute('${A-'.repeat(200_000), env)).toEqual({ problem: { kind: 'format' } });
    expect((process.cpuUsage().user - user) / 1e6).toBeLessThan(2);
  });
});
