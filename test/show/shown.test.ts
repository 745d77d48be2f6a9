import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { KnownError } from '../../src/model/known-error.js';
import { wholeLine, type ShownText } from '../../src/model/shown-text.js';
import { shown, shownWhole } from '../../src/show/shown.js';
import { fitLines } from '../../src/tools/fit-lines.js';
import { shownValues } from './hostile-values.js';

const folder = join(import.meta.dirname, '../../src/show');

/** Give no words for people, are the border itself, or give parts of a screen, which is tried as a whole. */
const others = [
  ...[
    'applyAsJson',
    'bugAsJson',
    'errorAsJson',
    'escapeJson',
    'eventLine',
    'planAsJson',
    'tasksAsJson',
    'witnessedAsJson',
  ],
  ...['sanitize', 'shown', 'shownJson', 'shownWhole', 'makePaint'],
  ...[
    'columns',
    'copied',
    'count',
    'groupFields',
    'hiddenLines',
    'noteLines',
    'pad',
    'textLines',
    'unplannedLines',
    'wrapWords',
  ],
];

type Show = (...values: readonly unknown[]) => string | readonly string[] | undefined;
const shows = new Map<string, Show>();
for (const file of globSync('*.ts', { cwd: folder })) {
  const module = (await import(join(folder, file))) as Record<string, unknown>;
  for (const [name, value] of Object.entries(module)) if (typeof value === 'function') shows.set(name, value as Show);
}

/** What says what a thing is, and is ours; all other texts may be others'. */
const ownKeys = new Set([
  ...[
    'kind',
    'type',
    'result',
    'code',
    'reason',
    'level',
    'moved',
    'state',
    'swarm',
    'news',
    'phase',
    'for',
    'sign',
    'health',
  ],
  ...['established', 'depth', 'knownBy', 'by', 'field', 'engine'],
]);

/** The same value with other texts; whatever is no plain data stays as it is. */
function withTexts(value: unknown, text: () => string): unknown {
  if (typeof value === 'string') return text();
  if (Array.isArray(value)) return value.map((one) => withTexts(one, text));
  if (value instanceof KnownError) {
    const { details, tryThis, at } = withTexts({ ...value }, text) as KnownError;
    return new KnownError(value.code, text(), { details, tryThis, ...(at ? { at } : {}) });
  }
  if (value instanceof Error) return Object.assign(new Error(text()), { stack: `${text()}\n${text()}` });
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, ownKeys.has(key) ? one : withTexts(one, text)]),
  );
}

const beginning = 'Ж';
const orders = [
  '\u001b[8m',
  '\u001b[30;40m',
  '\u001b[32m',
  '\u009b31m',
  '\u001b]8;;https://evil.example.org\u001b\\',
  '\u001b]52;c;eA==\u0007',
];
const signs = [
  '\u001bP1q\u001b\\',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u0008',
  '\u0000',
  '\u0085',
  '\u2028',
  '\r',
  '\n',
  '\t',
  '\ufdd0',
  '\ufdd1',
];
const plain = [
  'wiki ',
  'a',
  '日本語',
  'e\u0301',
  '👩\u200d🌾',
  ' '.repeat(90),
  'x'.repeat(170),
  '\u0301'.repeat(20),
  '✔ wiki  upgraded',
];
const fake = `\n${beginning} 2026-11-22 ada upgraded`;
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...orders, ...signs, ...plain, fake), fc.string({ unit: 'binary', maxLength: 5 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

const ownColours = /\u001b\[(?:1|2|22|31|32|33|39)m/g;
const unseen = /[^\P{Cc}\n]|[\p{DI}\u2028\u2029\ufff9-\ufffb\p{Cs}]|\p{Noncharacter_Code_Point}/u;

function words(show: Show): (...values: readonly unknown[]) => string {
  return (...values) => {
    const said = show(...values) ?? '';
    return typeof said === 'string' ? said : said.join('\n');
  };
}

describe('every function that shows something', () => {
  test('is tried here with texts that others wrote', () => {
    const missing = [...shows.keys()].filter((name) => !others.includes(name) && shownValues[name] === undefined);
    expect(missing).toEqual([]);
    expect(Object.keys(shownValues).filter((name) => !shows.has(name))).toEqual([]);
  });

  test.each(Object.keys(shownValues))('%s: they neither paint nor hide, begin no line, and fit', (name) => {
    const show = words(shows.get(name) ?? (() => undefined));
    const tries = fc.record({
      values: fc.constantFrom(...(shownValues[name] ?? [])),
      pool: fc.array(hostile, { minLength: 1, maxLength: 12 }),
      width: fc.integer({ min: 40, max: 140 }),
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(tries, ({ values, pool, width, whole }) => {
        let next = 0;
        const poisoned = withTexts(values, () => pool[next++ % pool.length] ?? '') as readonly unknown[];
        const text = (whole ? shownWhole : shown)(show, ...poisoned);
        for (const columns of [width, undefined]) checkLines(text, columns);
      }),
      { numRuns: 25 },
    );
  });
});

function checkLines(text: ShownText, columns: number | undefined): void {
  const written = fitLines(text, columns);
  expect(written.replace(ownColours, '')).not.toMatch(unseen);
  expect(written.split('\n').filter((line) => line.replace(ownColours, '').startsWith(beginning))).toEqual([]);
  if (columns === undefined) return;
  const breakable = text.split('\n').filter((line) => !line.startsWith(wholeLine));
  const fitted = fitLines(breakable.join('\n') as ShownText, columns).split('\n');
  expect(fitted.filter((line) => stringWidth(line) > columns)).toEqual([]);
}
