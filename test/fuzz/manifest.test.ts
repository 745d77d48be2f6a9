import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KnownError } from '../../src/model/known-error.js';
import type { Region } from '../../src/model/region.js';
import { head, readManifest } from '../manifest/read-manifest.js';

const folder = join(import.meta.dirname, '../../examples/region');
const region = readFileSync(join(folder, 'region.yml'), 'utf8');
const calendar = readFileSync(join(folder, 'apps/calendar.yml'), 'utf8');

/** The region, or undefined where it was refused in the proper way. Whatever else is thrown fails the test. */
async function readOrRefuse(text: string, apps: Readonly<Record<string, string>> = {}) {
  try {
    return await readManifest(text, apps);
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(error.details.length).toBeGreaterThan(0);
    expect(error.details.every((line) => /^[^\s:]+(?::\d+:[1-9]\d*)? {2}\S/.test(line))).toBe(true);
    return undefined;
  }
}

describe('whatever stands in a file', () => {
  test('is read or refused, never a crash', async () => {
    const bit = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.string({ unit: 'binary', maxLength: 10 }),
      fc.constantFrom(
        '\n',
        '  ',
        ': ',
        '- ',
        '{',
        '}',
        '[',
        ']',
        '&a ',
        '*a',
        '<<: *a',
        '!!x ',
        '|',
        '>',
        '"',
        "'",
        '#',
        '? ',
        '---\n',
        '\t',
        '~',
        'null',
        '1e999',
        '.nan',
        '0x10',
        'true',
        '__proto__: 1',
        'constructor: 1',
        'toString',
      ),
    );
    const change = fc.record({
      at: fc.nat(region.length),
      cut: fc.nat(30),
      put: fc.oneof(
        bit,
        fc.array(bit).map((bits) => bits.join('')),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const text = changes.reduce(
          (at, { at: from, cut, put }) => at.slice(0, from) + put + at.slice(from + cut),
          region,
        );
        await readOrRefuse(text);
        await readOrRefuse(text.endsWith('\n') ? text : `${text}\n`);
        await readOrRefuse(head, { 'a.yml': `${changes[0]?.put ?? ''}\n` });
      }),
      { numRuns: 500 },
    );
  }, 60_000);

  test('any value at any key is read or refused', async () => {
    const value = fc.json({ maxDepth: 3 });
    const key = fc.constantFrom(
      'recipe',
      'version',
      'commit',
      'node',
      'domain',
      'alsoAt',
      'steward',
      'deputies',
      'needs',
      'overlays',
      'env',
      'secrets',
      'compose',
      'state',
      'engine',
      'critical',
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, value), async (keys) => {
        const base = { recipe: 'x', version: '1.0.0', node: 'brunswick' };
        const typed = Object.entries({ ...base, ...keys }).map(([name, text]) => `${name}: ${text}\n`);
        await readOrRefuse(head, { 'a.yml': typed.join('') });
      }),
      { numRuns: 500 },
    );
  }, 60_000);
});

describe('a file cut short', () => {
  test('is refused wherever it is cut within a line', async () => {
    for (let end = 0; end < region.length - 1; end += 1) {
      if (region[end - 1] === '\n') continue;
      expect(await readOrRefuse(region.slice(0, end), { 'calendar.yml': calendar })).toBeUndefined();
    }
    for (let end = 0; end < calendar.length - 1; end += 1)
      if (calendar[end - 1] !== '\n')
        expect(await readOrRefuse(region, { 'calendar.yml': calendar.slice(0, end) })).toBeUndefined();
  }, 60_000);

  // What is left is a whole and valid YAML file: nobody can tell. An app that is gone from it is only shown by the
  // plan, never removed: removing takes `state: absent`.
  test('between lines reads only where what is left is whole', async () => {
    const whole = (await readManifest(region, { 'calendar.yml': calendar })).apps.map(({ name }) => name);
    for (const end of lineEnds(region)) {
      const read = await readOrRefuse(region.slice(0, end), { 'calendar.yml': calendar });
      expect(isPart(read, whole)).toBe(true);
    }
  });
});

function lineEnds(text: string): number[] {
  return [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
}

function isPart(read: Region | undefined, whole: readonly string[]): boolean {
  return !read || read.apps.every(({ name }) => whole.includes(name));
}
