import { describe, expect, test } from '@jest/globals';
import { columns, count, pad, wrapWords } from '../../src/show/align.js';

describe('words in columns', () => {
  test('count as wide as a terminal shows them, and never touch', () => {
    expect(pad('Kümmerer', 10)).toBe('Kümmerer  ');
    expect(pad('庭', 4)).toBe('庭  ');
    expect(pad('too long', 4)).toBe('too long  ');
  });

  test('are as wide as the widest cell, and nothing trails', () => {
    expect(columns([['a', 'bb', ''], ['ccc', 'd', 'e'], ['f']])).toEqual(['a    bb', 'ccc  d   e', 'f']);
  });

  test('break where a line is full; one that is too long stands alone', () => {
    expect(wrapWords(['aa', 'bb', 'cc', 'much too long', 'd'], 8)).toEqual(['aa   bb', 'cc', 'much too long', 'd']);
    expect(wrapWords([], 8)).toEqual([]);
  });

  test('are one or many', () => {
    expect([count(1, 'step'), count(0, 'step'), count(2, 'entry', 'entries')]).toEqual([
      '1 step',
      '0 steps',
      '2 entries',
    ]);
  });
});
