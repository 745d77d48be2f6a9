import { describe, expect, test } from '@jest/globals';
import type { SeenNode } from '../../src/model/observation.js';
import { holdMissingNeeds } from '../../src/plan/hold-missing-needs.js';
import { makeApp, makeObservation, makeRegion, makeService, makeServiceSpec, makeStep } from '../support/builders.js';

const region = makeRegion({
  apps: [
    makeApp({ name: 'traefik', key: 'traefik', stack: 'traefik_x' }),
    makeApp({ name: 'wiki', key: 'wiki', stack: 'wiki_x' }),
  ],
});
const around = { region, nodes: new Map(), released: new Set<never>() };
const traefik = makeStep({ app: 'traefik', kind: 'deploy', held: [] });
const wiki = makeStep({ app: 'wiki', kind: 'deploy', held: [], needs: ['traefik'] });

describe('a step that needs another app', () => {
  test('goes when this plan brings that app first', () => {
    expect(holdMissingNeeds([traefik, wiki], around).map(({ held }) => held)).toEqual([[], []]);
  });

  test('waits when that app is held itself, and so does what needs it in turn', () => {
    const held = { ...traefik, held: [{ reason: 'unpinned', says: '', release: [] } as const] };
    const pad = makeStep({ app: 'pad', kind: 'deploy', held: [], needs: ['wiki'] });
    const [, second, third] = holdMissingNeeds([held, wiki, pad], around);
    expect(second?.held).toMatchObject([{ reason: 'needs-missing' }]);
    expect(third?.held).toMatchObject([{ reason: 'needs-missing' }]);
  });

  test('waits when that app is not part of the plan and does not run', () => {
    expect(holdMissingNeeds([wiki], around)[0]?.held[0]?.release).toHaveLength(2);
  });

  test('says whether that app is not running or its node could not be looked at', () => {
    const says = (nodes: ReadonlyMap<string, SeenNode>) =>
      holdMissingNeeds([wiki], { ...around, nodes })[0]?.held[0]?.says;
    expect(says(new Map())).toBe('wiki needs traefik, which could not be looked at');
    const node = region.apps[0]?.node ?? '';
    expect(says(new Map([[node, makeObservation({ node })]]))).toBe('wiki needs traefik, which is not running yet');
  });

  test('goes when that app runs already', () => {
    const running = makeService({
      stack: 'traefik_x',
      name: 'traefik_x_app',
      spec: makeServiceSpec({ Name: 'traefik_x_app' }),
    });
    const node = region.apps[0]?.node ?? '';
    const nodes = new Map([[node, makeObservation({ node, services: [running] })]]);
    expect(holdMissingNeeds([wiki], { ...around, nodes })[0]?.held).toEqual([]);
  });

  test('goes, and says so in the record, when a person released it', () => {
    const [step] = holdMissingNeeds([wiki], { ...around, released: new Set(['needs-missing'] as const) });
    expect(step).toMatchObject({ held: [], released: ['needs-missing'] });
  });
});
