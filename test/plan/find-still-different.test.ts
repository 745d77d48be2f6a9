import { expect, test } from '@jest/globals';
import { findStillDifferent } from '../../src/plan/find-still-different.js';
import { foldDrift } from '../../src/plan/fold-drift.js';
import { makeService, makeServiceSpec, makeStackSpecs } from '../support/builders.js';

test('names what an apply would still change, without values', () => {
  const running = [makeService({ spec: makeServiceSpec({ env: ['A=known-only-there'] }) })];
  const specs = makeStackSpecs({ services: [makeServiceSpec({ env: ['A=1', 'B=2'] })] });
  expect(findStillDifferent(running, specs)).toEqual(['app: env A', 'app: env B']);
});

test('finds nothing where the same runs, in whatever order', () => {
  const running = [makeService({ spec: makeServiceSpec({ env: ['B=2', 'A=1'] }) })];
  expect(findStillDifferent(running, makeStackSpecs({ services: [makeServiceSpec({ env: ['A=1', 'B=2'] })] }))).toEqual(
    [],
  );
});

test('does not mind the label of the reference that a person wrote', () => {
  const spec = makeServiceSpec();
  const running = [makeService({ spec: { ...spec, Labels: { ...spec.Labels, 'com.docker.stack.image': 'other' } } })];
  expect(findStillDifferent(running, makeStackSpecs({ services: [spec] }))).toEqual([]);
});

test('names a service that does not run', () => {
  expect(findStillDifferent([], makeStackSpecs())).toEqual(['app']);
});

test('an image without a digest is not kept: the next apply would resolve it', () => {
  const wanted = makeServiceSpec();
  expect(foldDrift('app', makeServiceSpec({ image: 'example.org/dokuwiki:2' }), wanted).left).toEqual(['image']);
});
