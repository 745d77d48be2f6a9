import { describe, expect, test } from '@jest/globals';
import { entrySchema } from '../../../src/model/entry.js';
import { openOf } from '../entries.js';
import { pagesOf } from './pages-of.js';

describe('policy/entry.schema.json', () => {
  test('is the contract of an entry, closed', () => {
    const schema = JSON.parse(pagesOf([openOf()]).get('policy/entry.schema.json') ?? '') as {
      oneOf?: { additionalProperties?: boolean }[];
    };
    expect(schema.oneOf).toHaveLength(entrySchema.options.length);
    expect(schema.oneOf?.every(({ additionalProperties }) => additionalProperties === false)).toBe(true);
  });
});
