import { describe, expect, test } from '@jest/globals';
import { checkEnv } from '../../../src/lint/rules/check-env.js';
import { changed, lintInputOf, linesOf, sound } from '../small-recipe.js';

function withSample(text: string): string[] {
  return linesOf(checkEnv(lintInputOf({ ...sound, '.env.sample': text })));
}

describe('.env.sample', () => {
  test('must be there', () => {
    expect(linesOf(checkEnv(lintInputOf({ ...sound, '.env.sample': null })))).toEqual(['R008 error .env.sample']);
  });

  test.each([
    ['sample-type warning .env.sample:1', 'TYPE=big\n'],
    ['sample-type warning .env.sample:2', 'GREETING=x\nTYPE=big\n'],
    ['sample-type warning .env.sample:1', 'GREETING=x\n'],
  ])('gives %s for %j', (says, text) => expect(withSample(text)).toEqual([says]));

  test.each(['TYPE=small\n', 'TYPE=small:1.0.0+1.28\n', 'RECIPE=small\n'])('names its recipe by %j', (text) =>
    expect(withSample(text)).toEqual([]),
  );
});

describe('a variable of a compose file', () => {
  test('is named where nothing sets it', () => {
    const found = checkEnv(lintInputOf(changed('1.28.0', '${IMAGE_TAG}')));
    expect(linesOf(found)).toEqual(['env-unknown warning compose.yml:4']);
    expect(found[0]?.tryThis).toContain('${IMAGE_TAG:-default}');
  });

  test.each([
    ['has a default', '${IMAGE_TAG:-1}'],
    ['is given by abra', '$DOMAIN'],
    ['is the version of something, which other rules look at', '${IMAGE_VERSION}'],
    ['is a dollar sign of the container', '$$IMAGE_TAG'],
  ])('is in order where it %s', (_, words) => {
    expect(checkEnv(lintInputOf(changed('1.28.0', words)))).toEqual([]);
  });

  test.each([
    ['.env.sample', 'TYPE=small\nIMAGE_TAG=1\n'],
    ['.env.sample', 'TYPE=small\n#IMAGE_TAG=1\n'],
    ['abra.sh', 'export PAGE_VERSION=v1\nexport IMAGE_TAG=1\n'],
  ])('is set by %s: %j', (file, text) => {
    expect(checkEnv(lintInputOf({ ...changed('1.28.0', '${IMAGE_TAG}'), [file]: text }))).toEqual([]);
  });

  test('does not count in a comment', () => {
    expect(checkEnv(lintInputOf(changed('services:\n', '# takes ${NOTHING}\nservices:\n')))).toEqual([]);
  });
});
