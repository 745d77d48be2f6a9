import { describe, expect, test } from '@jest/globals';
import { parseEnvFile } from '../../src/recipe/parse-env-file.js';
import { parseEnvLines } from '../../src/recipe/parse-env-lines.js';
import { parseSampleSecrets } from '../../src/recipe/parse-sample-secrets.js';

function secretsOf(text: string) {
  const { lines } = parseEnvLines(text, '.env.sample');
  return parseSampleSecrets(lines, new Map(Object.entries(parseEnvFile(text).values)), '.env.sample');
}

describe('secrets of a sample', () => {
  test('come by their key, with what the comment says of making them', () => {
    const { secrets, notices } = secretsOf(
      'SECRET_DB_PASSWORD_VERSION=v1 # length=32 charset=hex\nSECRET_KEY_VERSION=v2 # generate=false from the provider\n',
    );
    expect(secrets).toEqual({
      db_password: { version: 'v1', length: 32, charset: 'hex', generate: true },
      key: { version: 'v2', charset: 'default', generate: false },
    });
    expect(notices).toEqual([]);
  });

  test.each([
    ['default,special', 'special'],
    ['hex,alnum', 'alnum'],
    ['safespecial', 'safespecial'],
  ])('of charset=%s take the widest: %s', (said, charset) => {
    expect(secretsOf(`SECRET_A_VERSION=v1 # charset=${said}\n`).secrets['a']).toMatchObject({ charset });
  });

  test.each([
    ['SECRET_A_VERSION=', 'SECRET_A_VERSION has no version'],
    ['SECRET_A_VERSION=v1 # length=0', 'length=0 is no number from 1 to 1024'],
    ['SECRET_A_VERSION=v1 # length=1025', 'length=1025 is no number from 1 to 1024'],
    ['SECRET_A_VERSION=v1 # charset=emoji', 'charset=emoji is not known'],
  ])('say by file and line what is odd: %s', (line, says) => {
    expect(secretsOf(`X=1\n${line}\n`).notices).toMatchObject([
      { file: '.env.sample', line: 2, says: expect.stringContaining(says) },
    ]);
  });

  test('that are commented out do not count, and the last of two does', () => {
    const { secrets } = secretsOf('#SECRET_A_VERSION=v1\nSECRET_B_VERSION=v1\nSECRET_B_VERSION=v2\n');
    expect(Object.entries(secrets).map(([key, { version }]) => [key, version])).toEqual([['b', 'v2']]);
  });
});
