import { expect, test } from '@jest/globals';
import { isAsPlanned } from '../../src/apply/is-as-planned.js';
import { makeService, makeStep } from '../support/builders.js';

const name = 'wiki_app';
const service = makeService({ id: 'app1', name, index: 7 });
const usual = makeStep();
const step = { ...usual, rests: { ...usual.rests, services: [{ name, id: 'app1', index: 7 }] } };

test.each([
  ['of the same index', service, true],
  ['of another index', { ...service, index: 8 }, false],
  ['made anew', { ...service, id: 'app2' }, false],
  ['gone', undefined, false],
])('a service %s: is that what the plan rests on? %p', (_how, now, isSo) =>
  expect(isAsPlanned(step, name, now)).toBe(isSo),
);

test('a service that was not there must not be there now', () => {
  expect(isAsPlanned(step, 'wiki_db', undefined)).toBe(true);
  expect(isAsPlanned(step, 'wiki_db', { ...service, name: 'wiki_db' })).toBe(false);
});
