import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Secret } from '../../src/model/secret.js';
import { makeMask } from '../../src/tools/make-mask.js';

function mask(text: string, ...values: string[]): string {
  return makeMask(values.map((value) => new Secret(value)))(text);
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('makeMask', () => {
  test('leaves every other text as it is', () => {
    expect(mask('the database is up', 'hunter2hunter2')).toBe('the database is up');
    expect(mask('anything')).toBe('anything');
  });

  test('does not blot out texts for the sake of a tiny value', () => {
    expect(mask('a b a', 'a', '')).toBe('a b a');
  });

  test('hides the longer of two values whole', () => {
    expect(mask('x=correct-horse-battery', 'correct-horse', 'correct-horse-battery')).toBe('x=[secret]');
  });

  test('is not confused by a value that reads like the mask', () => {
    expect(mask('my secret', 'secret', 'sekrit')).toBe('my [secret]');
  });

  test('hides a password within the base64 of a login', () => {
    const password = 'correct-horse-battery';
    for (const user of ['a', 'ad', 'ada', 'bob1']) {
      const masked = mask(`Authorization: Basic ${base64(`${user}:${password}!`)}`, password);
      expect(masked).toContain('[secret]');
      const left = masked.replace('Authorization: Basic ', '').split('[secret]');
      expect(left.map((rest) => Buffer.from(rest, 'base64').toString('latin1')).join()).not.toContain('horse');
    }
  });

  test('hides each line of a value of several lines', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----\n';
    expect(mask('bad key MIIEvQIBADANBgkq\r\n| hkiG9w0BAQEFAASC |', key)).toBe('bad key [secret]\r\n| [secret] |');
    expect(mask(JSON.stringify({ key }), key)).toBe('{"key":"[secret]"}');
  });

  test('hides a value that was read with a new line at its end', () => {
    expect(mask('p=hunter2hunter2;', 'hunter2hunter2\n')).toBe('p=[secret];');
    expect(mask(base64('hunter2hunter2\n'), 'hunter2hunter2')).toBe('[secret]');
  });

  const value = fc
    .string({ unit: 'binary', minLength: 4, maxLength: 40 })
    .filter((text) => text.trim().length >= 4 && text === text.trim());
  const forms: Record<string, (text: string) => string> = {
    raw: (text) => text,
    base64,
    base64url: (text) => Buffer.from(text).toString('base64url'),
    hex: (text) => Buffer.from(text).toString('hex'),
    'a URL': (text) => encodeURIComponent(text),
    'a form': (text) => new URLSearchParams({ '': text }).toString().slice(1),
    JSON: (text) => JSON.stringify(text).slice(1, -1),
    'JSON in JSON': (text) => JSON.stringify(JSON.stringify(text)).slice(3, -3),
  };
  test.each(Object.keys(forms))('hides any value in the form %s, wherever it stands', (name) => {
    const form = forms[name]!;
    fc.assert(
      fc.property(value, fc.constantFrom('', ' ', 'db: "', '\n', '/'), (text, around) => {
        fc.pre(around === '' || !form(text).includes(around));
        expect(mask(`${around}${form(text)}${around}`, text)).toBe(`${around}[secret]${around}`);
      }),
    );
  });

  test('leaves any text alone that holds none of the values', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abcdef \n"%+/=') }), (text) => {
        expect(mask(text, 'zzzz-yyyy-xxxx', 'QQQQ.WWWW')).toBe(text);
      }),
    );
  });
});
