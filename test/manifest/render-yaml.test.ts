import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { renderBlock, renderEntry, renderFlow } from '../../src/manifest/render-yaml.js';

describe('a value that is written into a manifest', () => {
  test.each(['no', '0555', 'true', '1.10', '', ' x', '# x', 'a: b', '{x}', "it's", 'two\nlines', '~', '2026-11-22'])(
    '%j is read again as it was, by YAML of either version',
    (text) => {
      const flow = `{ ${renderEntry(['key', text])} }`;
      expect(parse(flow)).toEqual({ key: text });
      expect(parse(flow, { version: '1.1' })).toEqual({ key: text });
      expect(parse(renderBlock({ key: text }, 4))).toEqual({ key: text });
    },
  );

  test('stands on one line, or in a block that is indented', () => {
    expect(renderFlow({ a: 1, b: ['x', 'no'] })).toBe('{a: 1, b: [x, "no"]}');
    expect(renderBlock({ a: { b: 1 } }, 2)).toBe('  a:\n    b: 1\n');
  });
});
