import { describe, expect, test } from '@jest/globals';
import { placeInRegistry } from '../../src/lab/put-images.js';

describe('where a registry keeps an image', () => {
  test.each([
    ['postgres:15', 'library/postgres', '15'],
    ['postgres', 'library/postgres', 'latest'],
    ['docker.io/postgres:15', 'library/postgres', '15'],
    ['docker.io/alpine/git:2', 'alpine/git', '2'],
    ['alpine/git:2.45.2', 'alpine/git', '2.45.2'],
    ['ghcr.io/example/app:1', 'example/app', '1'],
    ['quay.io/app:1', 'app', '1'],
    ['registry.example.org:5000/a/b:c', 'a/b', 'c'],
    ['localhost/a:b', 'a', 'b'],
  ])('%s is %s with the tag %s', (name, repository, tag) => {
    expect(placeInRegistry(name)).toEqual({ repository, tag });
  });
});
