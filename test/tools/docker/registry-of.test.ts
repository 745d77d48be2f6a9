import { expect, test } from '@jest/globals';
import { registryOf } from '../../../src/tools/docker/registry-of.js';

test.each([
  ['redis', 'docker.io'],
  ['ada/x:1', 'docker.io'],
  ['index.docker.io/ada/x', 'docker.io'],
  ['registry-1.docker.io/ada/x', 'docker.io'],
  ['ghcr.io/x/y:1', 'ghcr.io'],
  ['localhost/x', 'localhost'],
  ['lab:5000/x@sha256:1', 'lab:5000'],
  ['x.org', 'docker.io'],
])('the image %s comes from %s', (image, registry) => expect(registryOf(image)).toBe(registry));
