import { describe, expect, test } from '@jest/globals';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import { findDroppedFields } from '../../src/plan/find-dropped-fields.js';
import { withoutUnknownFields } from '../../src/plan/without-unknown-fields.js';
import { makeApp, makeObservation, makeServiceSpec, makeStackSpecs } from '../support/builders.js';
import { wantedOf } from './plan-input-of.js';

const plain = makeServiceSpec();
const rich = withContainer({
  OomScoreAdj: 5,
  Healthcheck: { Test: ['CMD', 'true'], Interval: 2e9, StartInterval: 1e9 },
  Mounts: [{ Type: 'volume', Source: 'data', Target: '/data', VolumeOptions: { NoCopy: true, Subpath: 'a' } }],
});
const specs = makeStackSpecs({ services: [rich] });

describe('what an older engine drops', () => {
  test('is left out of what is wanted, and named as a compose file has it', () => {
    const left = withoutUnknownFields(specs, '20.10.24+dfsg1');
    expect(left.dropped).toEqual([
      'app: healthcheck.start_interval',
      'app: volumes.volume.subpath',
      'app: oom_score_adj',
    ]);
    expect(left.specs.services).toEqual([
      withContainer({
        Healthcheck: { Test: ['CMD', 'true'], Interval: 2e9 },
        Mounts: [{ Type: 'volume', Source: 'data', Target: '/data', VolumeOptions: { NoCopy: true } }],
      }),
    ]);
  });

  test.each(['28.5.2', '29.0.0', 'v2.0.0-beta.24', 'dev', '', '2.0.0'])('is nothing for %p', (version) => {
    expect(withoutUnknownFields(specs, version)).toEqual({ specs, dropped: [] });
  });

  test('leaves the specs themselves where nothing of it is in them', () => {
    const usual = makeStackSpecs();
    expect(withoutUnknownFields(usual, '20.10.24').specs).toBe(usual);
  });

  test('is told apart by release', () => {
    expect(withoutUnknownFields(specs, '26.1.5+dfsg1').dropped).toEqual(['app: oom_score_adj']);
    expect(withoutUnknownFields(specs, '25.0.3').dropped).toEqual([
      'app: volumes.volume.subpath',
      'app: oom_score_adj',
    ]);
  });

  test('is told of what it refuses, too', () => {
    const spec = withContainer({ Mounts: [{ Type: 'cluster', Source: 'fast', Target: '/data' }] });
    const wanted = [wantedOf({ specs: { services: [spec] } })];
    const on = (engineVersion: string) => {
      const node = makeObservation();
      return findDroppedFields(wanted, new Map([['brunswick', { ...node, swarm: { ...node.swarm, engineVersion } }]]));
    };
    expect(on('28.5.2')).toEqual([]);
    expect(on('20.10.24')).toMatchObject([
      { text: 'Docker 20.10.24 refuses the mounts of type cluster of app: they need Docker 23 or newer' },
    ]);
  });

  test('is one notice an app, on the node that drops it', () => {
    const wanted = [wantedOf({ specs: { services: [rich] } })];
    const node = makeObservation();
    const old = { ...node, swarm: { ...node.swarm, engineVersion: '24.0.7' } };
    expect(findDroppedFields(wanted, new Map([['brunswick', node]]))).toEqual([]);
    expect(findDroppedFields(wanted, new Map([['brunswick', old]]))).toMatchObject([
      {
        node: 'brunswick',
        app: makeApp().name,
        text: expect.stringMatching(/^Docker 24\.0\.7 does not know this .*: app: healthcheck/),
      },
    ]);
  });
});

function withContainer(over: Partial<ServiceSpec['TaskTemplate']['ContainerSpec']>): ServiceSpec {
  const ContainerSpec = { ...plain.TaskTemplate.ContainerSpec, ...over };
  return { ...plain, TaskTemplate: { ...plain.TaskTemplate, ContainerSpec } };
}
