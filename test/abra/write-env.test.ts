import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseEnvFile } from '../../src/recipe/parse-env-file.js';
import { writeEnv } from '../../src/abra/write-env.js';

test('variables come back from an .env file just as they were written', () => {
  const odd = fc.string({
    unit: fc.constantFrom('a', ' ', '#', '$', '"', "'", '\\', '\n', '\r', '`', '{', '}', 'A', '=', 'ä'),
  });
  const names = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/);
  fc.assert(
    fc.property(fc.dictionary(names, odd), (values) => {
      expect(parseEnvFile(written(values)).values).toEqual({ ...values });
    }),
  );
});

test('plain values stand without quotes, as people write them', () => {
  expect(written({ TYPE: 'wiki:1.0.0+1', EXTRA_DOMAINS: ', `www.example.org`' })).toBe(
    "TYPE=wiki:1.0.0+1\nEXTRA_DOMAINS=', `www.example.org`'\n",
  );
});

function written(values: Readonly<Record<string, string>>): string {
  const wish = {
    values: new Map(Object.entries(values)),
    behind: new Map<string, string>(),
    above: new Map<string, string[]>(),
  };
  return writeEnv('', { ...wish, given: {} });
}
