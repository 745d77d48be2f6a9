import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { canonicalPattern } from '../../../src/changelog/log/canonical-pattern.js';
import { intentSchema, outcomeSchema } from '../../../src/model/entry.js';
import { canonicalJson } from '../../../src/tlog/canonical-json.js';

const name = z.string().regex(/^(?!\d+\.\d+$)[\w.]{1,8}$/);

describe('the pattern of a closed form', () => {
  const form = z.strictObject({
    z: z.array(z.int().min(0)),
    a: name.optional(),
    b: z.enum(['x', 'y']).nullable(),
    c: z.boolean().optional(),
  });
  test.each([
    [{ b: 'x', z: [] }, true],
    [{ a: 'one', b: null, c: false, z: [0, 10] }, true],
    [{ a: '1.2', b: null, z: [] }, false],
    [{ a: '1.2.', b: null, z: [] }, true],
    [{ b: 'z', z: [] }, false],
    [{ b: 'x' }, false],
    [{ b: 'x', z: [-1] }, false],
    [{ b: 'x', z: [1.5] }, false],
    [{ b: 'x', d: 1, z: [] }, false],
  ])('matches %j: %s', (value, matches) => {
    const pattern = new RegExp(`^${canonicalPattern(z.toJSONSchema(form, { io: 'input' }))}$`);
    expect(pattern.test(canonicalJson(value))).toBe(matches);
    expect(form.safeParse(value).success).toBe(matches);
  });

  test.each([
    ['an open object', z.object({ a: name })],
    ['an object that may be empty', z.strictObject({ a: name.optional() })],
    ['a text of any form', z.string()],
    ['a length', name.max(3)],
    ['a number below 0', z.int()],
    ['a list of two or more', z.array(name).min(2)],
  ])('is not made of %s', (_, schema) => {
    expect(() => canonicalPattern(z.toJSONSchema(schema, { io: 'input' }))).toThrow(Error);
  });

  // Else a text could end early, or be written in two ways.
  test('lets no quote, no backslash and nothing but ASCII into the texts of entries', () => {
    const patterns = [intentSchema, outcomeSchema].map((schema) =>
      canonicalPattern(z.toJSONSchema(schema, { io: 'input' })),
    );
    const classes = new Set(
      patterns
        .flatMap((pattern) => pattern.match(/\\.|\[(?:\\.|[^\]\\])+\]/g) ?? [])
        .filter((each) => /^(\[|\\[a-zA-Z])/.test(each)),
    );
    expect(classes.size).toBeGreaterThan(10);
    for (const each of classes) {
      const one = new RegExp(`^${each}$`);
      const taken = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((char) =>
        one.test(char),
      );
      expect([each, taken.join('')]).toEqual([each, expect.stringMatching(/^[ !#-[\]-~]+$/)]);
    }
    // Outside of these classes and of groups a pattern says its characters one by one.
    for (const pattern of patterns) expect(pattern.replaceAll(/\[(?:\\.|[^\]\\])+\]|\\./g, '')).not.toMatch(/\.|\[\^/);
  });
});
