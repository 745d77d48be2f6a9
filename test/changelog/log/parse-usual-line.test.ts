import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseLine, signedLine } from '../../../src/changelog/log/signed-line.js';
import { idOfUsualLine, parseUsualLine } from '../../../src/changelog/log/parse-usual-line.js';
import { canonicalJson } from '../../../src/tlog/canonical-json.js';
import { makeGoodLog } from '../../promises/forgeries/good-log.js';
import { heldOf, intentOf, keepOf, outcomeOf } from '../entries.js';

const { lines } = await makeGoodLog();
const signature = { k: `SHA256:${'A'.repeat(43)}`, sig: 'AAAA' };
const [intent, outcome] = [heldOf(intentOf('wiki@brunswick')), outcomeOf({ id: 'A'.repeat(43) })];
const usual = [intent, outcome, { ...outcome, observed: null }, { ...intent, detail: 'B'.repeat(43) }];

/** What is wrong with the form of a line; its signature does not count. */
function formFault(line: string): string | undefined {
  const read = parseLine(line);
  const fault = 'fault' in read ? read.fault : undefined;
  return fault === 'bad-signature' || fault === 'other-key' ? undefined : fault;
}

describe('the usual lines of a log', () => {
  test('have the ids that parseLine gives them, and are most lines', () => {
    const ids = lines.map(idOfUsualLine);
    for (const [index, id] of ids.entries())
      if (id !== undefined) expect(parseLine(lines[index] ?? '')).toMatchObject({ id });
    const wanted = lines.filter((line) => /"type":"(intent|outcome)"/.test(line));
    expect(wanted.length).toBeGreaterThan(3);
    expect(ids.filter(Boolean)).toHaveLength(wanted.length);
  });

  test.each(usual)('are known by their form', (entry) => {
    expect(parseUsualLine(signedLine(canonicalJson(entry), signature))).toEqual({
      message: canonicalJson(entry),
      ...signature,
    });
  });

  test('are not those of other entries: for them parseLine is asked', () => {
    expect(parseUsualLine(signedLine(canonicalJson(heldOf(keepOf('mail'))), signature))).toBeUndefined();
  });

  test('have no id where the signature is not that of the key or the entry', () => {
    const [first = '', second = ''] = lines.filter((line) => line.includes('"type":"outcome"'));
    expect(idOfUsualLine(first)).toBeDefined();
    expect(idOfUsualLine(first.replace(/"sig":".*/, second.slice(second.indexOf('"sig":"'))))).toBeUndefined();
    expect(idOfUsualLine(first.replace(/"seconds":\d+/, '"seconds":9'))).toBeUndefined();
    expect(idOfUsualLine(first.replace(/SHA256:.{43}/, signature.k))).toBeUndefined();
  });

  // Every line that gets past the quick look has a form with which the thorough one finds no fault.
  test.each(usual)('are never let in where parseLine finds fault with their form: one value changed', (entry) => {
    const check = ([path, value]: [string, unknown]) => judge(signedLine(jsonWith(entry, path, value), signature));
    fc.assert(fc.property(fc.tuple(fc.constantFrom(...pathsOf(entry)), anything), check), { numRuns: 3000 });
  });

  test.each(usual)('are never let in where parseLine finds fault with their form: some characters changed', (entry) => {
    const line = signedLine(canonicalJson(entry), signature);
    const place = fc.nat(line.length - 1);
    const characters = fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('"', '\\', '.0', '1e1', '-0', ',', ' ', '\n', '\u00e9'),
    );
    const check = ([at, taken, put]: [number, number, string]) =>
      judge(line.slice(0, at) + put + line.slice(at + taken));
    fc.assert(fc.property(fc.tuple(place, fc.nat(3), characters), check), { numRuns: 3000 });
  });
});

function judge(line: string): void {
  if (parseUsualLine(line)) expect([line, formFault(line)]).toEqual([line, undefined]);
}

/** Values of which many are almost right. */
const anything = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -0,
    1,
    -1,
    1.5,
    1e15,
    1e21,
    Number.MAX_SAFE_INTEGER,
    '',
    '1.2.3.4',
    '1.2.3.4.',
    [],
    {},
    ['a', 'a'],
  ),
  fc.stringMatching(/^[a-z0-9@.:/+=~ -]{1,70}$/),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.constantFrom('https://10.0.0.1/x', 'https://a.example/x', 'a\n', '"', 'a"', '\\', 'ä', '\u2028', 'a'.repeat(200)),
  fc.jsonValue(),
);

/** Every place within a value, `.more` for one that is not there. */
function pathsOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  const within = Object.entries(value).flatMap(([key, member]) => pathsOf(member, `${path}.${key}`));
  return [...within, ...(path === '' ? [] : [path]), `${path}.more`];
}

function jsonWith(entry: object, path: string, value: unknown): string {
  const copy = JSON.parse(JSON.stringify(entry)) as Record<string, unknown>;
  const keys = path.split('.').slice(1);
  const last = keys.pop() ?? '';
  let within = copy;
  for (const key of keys) within = within[key] as Record<string, unknown>;
  within[last] = value;
  return canonicalJson(copy);
}
