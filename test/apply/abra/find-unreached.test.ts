import { describe, expect, test } from '@jest/globals';
import { findUnreached } from '../../../src/apply/abra/find-unreached.js';
import { makeService, makeServiceSpec, makeStackSpecs } from '../../support/builders.js';

const stack = 'wiki_example_org';
const label = `coop-cloud.${stack}.version`;

function specOf(image: string, version: string) {
  const spec = makeServiceSpec({ Name: `${stack}_app`, image });
  return { ...spec, Labels: { ...spec.Labels, [label]: version } };
}
const step = { stack, specs: makeStackSpecs({ services: [specOf('x:2', '2.0.0+2')] }) };

describe('how far a step was from what it wanted', () => {
  test.each([
    ['not at all, whatever digest was found', [makeService({ spec: specOf('x:2@sha256:1', '2.0.0+2') })], []],
    ['not there', [], ['app is not there']],
    ['another image', [makeService({ spec: specOf('x:1', '2.0.0+2') })], ['app has another image']],
    ['another version', [makeService({ spec: specOf('x:2', '1.0.0+1') })], ['app says another version']],
  ])('is told: %s', (_, seen, says) => expect(findUnreached(step, seen)).toEqual(says));

  test('is left to its tasks where the swarm rolled it back', () => {
    const back = makeService({ spec: specOf('x:1', '1.0.0+1'), updateState: 'rollback_completed' });
    expect(findUnreached(step, [back])).toEqual([]);
  });
});
