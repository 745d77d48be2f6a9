import { describe, expect, test } from '@jest/globals';
import { makeTurn } from '../../../../src/workflows/apply/turns/make-turn.js';
import { makeApp, makeStep } from '../../../support/builders.js';

const running = { swarm: 'swarm1', services: [{ id: 'a', name: 'wiki_example_org_app', index: 1 }] };

describe('a step as one turn of its run', () => {
  test('needs those of the steps before it that it names', () => {
    const before = ['traefik', 'mail'].map((app) => makeStep({ app }));
    const step = makeStep({ needs: ['traefik', 'database'] });
    expect(makeTurn(step, before, [])).toMatchObject({ app: 'wiki', node: 'brunswick', needs: ['traefik'] });
    expect(makeTurn(step, [], [])).toMatchObject({ needs: [] });
  });

  test.each<[string, boolean, Parameters<typeof makeStep>[0]?, Parameters<typeof makeApp>[0]?]>([
    ['nothing of it runs and nobody needs it', true],
    ['something of it runs', false, { rests: running }],
    ['it changes', false, { kind: 'change' }],
    ['it goes', false, { kind: 'undeploy' }],
    ['another app needs it', false, {}, { needs: ['wiki'] }],
    ['an app that is to be absent needs it', true, {}, { needs: ['wiki'], state: 'absent' }],
    ['another app needs another one', true, {}, { needs: ['mail'] }],
  ])('is new or not where %s', (_where, isNew, ...[step, other]) => {
    expect(makeTurn(makeStep(step), [], [makeApp({ name: 'pads', ...other })]).isNew).toBe(isNew);
  });
});
