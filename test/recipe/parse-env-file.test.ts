import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseEnvFile } from '../../src/recipe/parse-env-file.js';

function valuesOf(text: string, base?: Record<string, string>) {
  return parseEnvFile(text, base).values;
}

describe('parseEnvFile', () => {
  test.each([
    ['plain', 'A=b', 'b'],
    ['blanks around', 'A=  b c  ', 'b c'],
    ['a comment behind a value', 'A=v1  # length=32', 'v1'],
    ['a # within a value', 'A=#ff0000', '#ff0000'],
    ['a URL with a fragment', 'A=https://example.org/#top # home', 'https://example.org/#top'],
    ['nothing but a comment', 'A= # set after login', ''],
    ['nothing', 'A=', ''],
    ['double quotes', 'A="app setup|db tune" # two', 'app setup|db tune'],
    ['single quotes', "A=', `www.example.org`' # more", ', `www.example.org`'],
    ['a # within quotes', 'A="x # y"', 'x # y'],
    ['escapes in double quotes', String.raw`A="a\"b\\c\$D\nE"`, 'a"b\\c$D\nE'],
    ['no escapes in single quotes', String.raw`A='a\nb$A'`, String.raw`a\nb$A`],
    ['a quoted value of several lines', 'A="one\ntwo"', 'one\ntwo'],
    ['the word export', 'export A=b', 'b'],
    ['an equals sign within', 'A=b=c==', 'b=c=='],
    ['a dollar that names nothing', 'A=$2y$10$abc', '$2y$10$abc'],
    ['a command, which is not run', 'A=$(touch /tmp/x)`id`', '$(touch /tmp/x)`id`'],
    ['Windows line ends', 'A=b\r\nB=c\r\n', 'b'],
    ['a byte order mark', '\uFEFFA=b', 'b'],
  ])('reads %s', (_, text, value) => {
    expect(valuesOf(text)['A']).toBe(value);
  });

  test('lets later lines see earlier ones, themselves included, top-down', () => {
    const text = [
      'COMPOSE_FILE="compose.yml"',
      'COMPOSE_FILE="$COMPOSE_FILE:compose.postgres.yml"',
      'COMPOSE_FILE=${COMPOSE_FILE}:compose.mail.yml',
      'LATE=$LATER',
      'LATER=x',
    ].join('\n');
    expect(valuesOf(text)).toEqual({
      COMPOSE_FILE: 'compose.yml:compose.postgres.yml:compose.mail.yml',
      LATE: '',
      LATER: 'x',
    });
  });

  test('looks into the base without repeating it', () => {
    expect(valuesOf('URL=https://$DOMAIN/', { DOMAIN: 'wiki.example.org' })).toEqual({
      URL: 'https://wiki.example.org/',
    });
  });

  test('never looks into the environment of the operator', () => {
    expect(valuesOf('A=$PATH$HOME')).toEqual({ A: '' });
  });

  test('reads secrets and their modifiers from lines that count', () => {
    const { secrets, notices } = parseEnvFile(
      [
        'SECRET_DB_PASSWORD_VERSION=v1  # length=32 charset=alnum',
        'SECRET_PHRASE_VERSION=v2',
        'SECRET_SMTP_VERSION=v1 # generate=false',
        'SECRET_MIXED_VERSION="v1" # charset=default,special length=20 as the program wants it',
        '# SECRET_OFF_VERSION=v1 # length=10',
        'SECRET_OVH_CONSUMER_KEY=v1',
      ].join('\n'),
    );
    expect(secrets).toEqual({
      db_password: { version: 'v1', length: 32, charset: 'alnum', generate: true },
      phrase: { version: 'v2', charset: 'default', generate: true },
      smtp: { version: 'v1', charset: 'default', generate: false },
      mixed: { version: 'v1', length: 20, charset: 'special', generate: true },
    });
    expect(notices).toEqual([]);
  });

  test('says what it could not make out, and where', () => {
    const { notices } = parseEnvFile(
      'A=1\nhello there\nSECRET_A_VERSION=v1 # length=many charset=emoji\nSECRET_B_VERSION=\n',
      {},
      'wiki/.env.sample',
    );
    const file = 'wiki/.env.sample';
    expect(notices).toEqual([
      { file, line: 2, says: 'this is no NAME=value and is left out' },
      { file, line: 3, says: expect.stringContaining('length=many') },
      { file, line: 3, says: expect.stringContaining('charset=emoji') },
      { file, line: 4, says: 'SECRET_B_VERSION has no version' },
    ]);
  });

  test.each([
    ["## Aliases\n#EXTRA_DOMAINS=', `www.example.org`'\n", ', `www.example.org`'],
    ['# EXTRA_DOMAINS=", `www.example.org`" # more\n', ', `www.example.org`'],
    ["EXTRA_DOMAINS=', `a.example.org`'\n#EXTRA_DOMAINS=x\n", ', `a.example.org`'],
    ['#EXTRA_DOMAINS=\n', undefined],
    ["#EXTRA_DOMAINS='never closed\nA=1\n", undefined],
    ['A=1\n', undefined],
  ])('finds the form of further domains in %j', (text, form) => {
    expect(parseEnvFile(text).extraDomains).toBe(form);
  });

  test('refuses a quote that is not closed, with file and line', () => {
    expect(() => parseEnvFile('A=1\nB="open\nC=2', {}, 'wiki/.env.sample')).toThrow('wiki/.env.sample, line 2');
    expect(() => parseEnvFile('A="b"c')).toThrow('line 1');
  });

  const name = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,8}$/);
  const anyText = fc.string({ unit: 'binary' }).filter((text) => !/[\r\0\uFEFF]/.test(text));

  test('gives back any value that was written in double quotes', () => {
    fc.assert(
      fc.property(fc.dictionary(name, anyText), (values) => {
        const text = Object.entries(values).map(([key, value]) => `${key}="${value.replace(/["\\$]/g, '\\$&')}"\n`);
        expect({ ...valuesOf(text.join('')) }).toEqual({ ...values });
      }),
    );
  });

  test('gives back any value without a single quote that was written in single quotes', () => {
    fc.assert(
      fc.property(
        name,
        anyText.filter((text) => !text.includes("'")),
        (key, value) => {
          expect(valuesOf(`${key}='${value}' # said so`)).toEqual({ [key]: value });
        },
      ),
    );
  });

  test('ends on any text, with values or with an error that names the line', () => {
    const scraps = fc.constantFrom(
      'A',
      '=',
      '"',
      "'",
      '#',
      ' ',
      '\n',
      '$',
      '{',
      '}',
      '\\',
      'export ',
      '\r\n',
      '__proto__=',
    );
    fc.assert(
      fc.property(fc.array(scraps, { maxLength: 40 }), (parts) => {
        try {
          expect(typeof parseEnvFile(parts.join('')).values).toBe('object');
        } catch (error) {
          expect(error).toMatchObject({ code: 'RECIPE_INVALID', message: expect.stringMatching(/line \d+/) });
        }
      }),
    );
  });

  test('refuses values that grow without end, with file and line', () => {
    const lines = Array.from({ length: 13 }, (_, at) => `A${at + 1}=${`\${A${at}}`.repeat(10)}`);
    expect(() => parseEnvFile(`A0=aaaaaaaaaa\n${lines.join('\n')}\n`, {}, 'wiki/.env.sample')).toThrow(
      /^wiki\/\.env\.sample, line 6: A5 grows past 128 KiB/,
    );
    const many = Array.from({ length: 30 }, (_, at) => `B${at}=$A\n`).join('');
    expect(() => parseEnvFile(`A=${'a'.repeat(100_000)}\n${many}`)).toThrow(/line 21: up to B19 all variables/);
  });

  test('takes no time for one long line of blanks, quotes or signs', () => {
    for (const sign of [' ', '#', '"', "'", '$', '\\', '=', '${A', '# '])
      for (const text of [`A=${sign.repeat(300_000)}`, `#EXTRA_DOMAINS=${sign.repeat(300_000)}"`]) {
        const { user } = process.cpuUsage();
        try {
          parseEnvFile(text);
        } catch (error) {
          expect(error).toMatchObject({ code: 'RECIPE_INVALID' });
        }
        expect((process.cpuUsage().user - user) / 1e6).toBeLessThan(2);
      }
  });
});
