import { describe, expect, test } from '@jest/globals';
import { checkSecrets } from '../../../src/lint/rules/check-secrets.js';
import { changed, lintInputOf, linesOf, sound } from '../small-recipe.js';

describe('a secret', () => {
  test.each([
    ['secret-external error compose.yml:15', changed(', external: true', '')],
    ['secret-sample warning compose.yml:15', changed('SECRET_TOKEN_VERSION', 'SECRET_KEY_VERSION')],
    ['R015 warning compose.yml:15', changed('  token:', '  token_of_all_of_us:')],
  ])('gives %s', (says, files) => expect(linesOf(checkSecrets(lintInputOf(files)))).toEqual([says]));

  test('of twelve characters is short enough', () => {
    expect(checkSecrets(lintInputOf(changed('  token:', '  token_of_all:')))).toEqual([]);
  });

  test('may come from a file', () => {
    expect(checkSecrets(lintInputOf(changed('external: true', 'file: token')))).toEqual([]);
  });

  test('is named also where its line in .env.sample is commented out', () => {
    const sample = sound['.env.sample'].replace('SECRET_TOKEN', '# SECRET_TOKEN');
    expect(checkSecrets(lintInputOf({ ...sound, '.env.sample': sample }))).toEqual([]);
  });

  test('is judged in an overlay too', () => {
    const overlay = 'version: "3.8"\nsecrets:\n  smtp: { name: "${STACK_NAME}_smtp_${SECRET_SMTP_VERSION}" }\n';
    expect(linesOf(checkSecrets(lintInputOf({ ...sound, 'compose.smtp.yml': overlay })))).toEqual([
      'secret-external error compose.smtp.yml:3',
      'secret-sample warning compose.smtp.yml:3',
    ]);
  });
});
