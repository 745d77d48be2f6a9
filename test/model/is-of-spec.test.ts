import { describe, expect, test } from '@jest/globals';
import { isOfSpec } from '../../src/model/is-of-spec.js';
import { makeServiceSpec, makeTask } from '../support/builders.js';

const spec = makeServiceSpec();
const older = makeServiceSpec({ image: 'example.org/dokuwiki:0' });

describe('isOfSpec', () => {
  test('knows a task of the spec although it lacks Runtime and has its keys in another order', () => {
    const entries = Object.entries(spec.TaskTemplate).reverse();
    const of = { ...spec, TaskTemplate: { ...spec.TaskTemplate, Runtime: 'container' } };
    expect(isOfSpec(makeTask({ spec: Object.fromEntries(entries) }), of)).toBe(true);
    expect(isOfSpec(makeTask({ spec: older.TaskTemplate }), of)).toBe(false);
  });
});
