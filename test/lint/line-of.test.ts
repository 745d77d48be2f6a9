import { describe, expect, test } from '@jest/globals';
import { lineOf, lineWith } from '../../src/lint/line-of.js';

const text = '# a recipe\nservices:\n  app:\n    image: x\n  80: {}\n';
const source = { file: 'compose.yml', text };

describe('the line of a key', () => {
  test.each([
    [4, ['services', 'app', 'image']],
    [5, ['services', '80']],
  ])('is %i for %j', (line, path) => expect(lineOf(source, ...path)).toBe(line));

  test('is that of the nearest key above it where it is not there itself', () => {
    expect(lineOf(source, 'services', 'app', 'deploy', 'labels')).toBe(3);
    expect(lineOf(source, 'configs')).toBe(1);
  });

  test('is found also in a file that is no YAML, or has a key twice', () => {
    expect(lineOf({ file: 'compose.yml', text: 'a: 1\nb: 2\na: 3\n' }, 'a')).toBe(1);
    expect(lineOf({ file: 'compose.yml', text: '' }, 'a')).toBe(1);
    expect(lineOf({ file: 'compose.yml', text: 'a: [\n' }, 'b')).toBe(1);
  });
});

test('a text stands on the line where it occurs first, else the first one is named', () => {
  expect(lineWith(text, 'app')).toBe(3);
  expect(lineWith(text, 'web')).toBe(1);
});
