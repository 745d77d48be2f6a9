import { describe, expect, test } from '@jest/globals';
import { checkImages } from '../../../src/lint/rules/check-images.js';
import { changed, lintInputOf, linesOf } from '../small-recipe.js';

function imagesOf(image: string): string[] {
  return linesOf(checkImages(lintInputOf(changed('nginx:1.28.0', image))));
}

describe('an image', () => {
  test.each([
    ['R003 error compose.yml:4', 'nginx'],
    ['R003 error compose.yml:4', 'registry.example.org:5000/nginx'],
    ['R004 error compose.yml:4', 'nginx:latest'],
    ['R004 error compose.yml:4', 'nginx:main'],
    ['R005 warning compose.yml:4', 'nginx:mainline'],
  ])('gives %s for %s', (says, image) => expect(imagesOf(image)).toEqual([says]));

  test.each(['nginx:1.28', 'nginx:v1', 'nginx:3.20-alpine', `nginx@sha256:${'a'.repeat(64)}`, '"nginx:${TAG}"'])(
    'is taken as %s: what it is stays, or is for an app to say',
    (image) => expect(imagesOf(image)).toEqual([]),
  );

  test('is missed where no file of the recipe names one', () => {
    const files = changed(/ {4}image.*\n/, '');
    expect(linesOf(checkImages(lintInputOf(files)))).toEqual(['R011 error compose.yml:3']);
  });

  test('may stand in another compose file than the service', () => {
    const files = changed(/ {4}image.*\n/, '');
    const overlay = 'version: "3.8"\nservices: { app: { image: "nginx:1.28.0" } }\n';
    expect(checkImages(lintInputOf({ ...files, 'compose.image.yml': overlay }))).toEqual([]);
  });

  test('is missed once, however many files name its service', () => {
    const files = changed(/ {4}image.*\n/, '');
    const overlay = 'version: "3.8"\nservices: { app: { environment: [DOMAIN] } }\n';
    const found = checkImages(lintInputOf({ ...files, 'compose.more.yml': overlay }));
    expect(found.map(({ rule }) => rule)).toEqual(['R011']);
  });
});
