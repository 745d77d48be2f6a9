import { expect, test } from '@jest/globals';
import { tagImage } from '../../src/render/tag-image.js';

test.each([
  ['redis', 'redis:latest'],
  ['docker.io/library/redis:7', 'redis:7'],
  ['index.docker.io/ada/x', 'ada/x:latest'],
  ['library/redis', 'redis:latest'],
  ['library/a/b', 'library/a/b:latest'],
  ['example.org:5000/x', 'example.org:5000/x:latest'],
  ['example.org:5000/x:1', 'example.org:5000/x:1'],
  ['x@sha256:1', 'x@sha256:1'],
])("%s goes to the swarm as %s, as docker's client sends it", (typed, sent) => expect(tagImage(typed)).toBe(sent));
