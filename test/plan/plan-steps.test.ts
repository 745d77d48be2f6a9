import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findDrift } from '../../src/plan/find-drift.js';
import { keysChanged } from '../../src/plan/keys-changed.js';
import { orderSteps } from '../../src/plan/order-steps.js';
import { digestOf, imagesToResolve, pinImage } from '../../src/plan/pin-image.js';
import { planSteps } from '../../src/plan/plan-steps.js';
import {
  digestA,
  makeObservation,
  makeService,
  makeServiceSpec,
  makeStackSpecs,
  makeStep,
  makeUnseen,
} from '../support/builders.js';
import { planInputOf, recordOf, recordedStep, settledNode, stack, wantedOf } from './plan-input-of.js';

const padsSpec = makeServiceSpec({ Name: 'pads_example_org_app' });
const digestB = `sha256:${'b'.repeat(64)}`;

describe('planSteps', () => {
  test('deploys what is wanted and not there', () => {
    const { steps, nodes } = planSteps(planInputOf());
    expect(steps).toMatchObject([
      { kind: 'deploy', app: 'wiki', held: [], services: [{ service: 'app', kind: 'create' }] },
    ]);
    expect(nodes).toEqual([{ name: 'brunswick', asWanted: [] }]);
  });

  test('says as wanted of what runs already, and rests on nothing', () => {
    const wanted = [wantedOf()];
    const plan = planSteps(planInputOf({ wanted, seen: [settledNode(wanted)] }));
    expect(plan).toMatchObject({ steps: [], nodes: [{ asWanted: ['wiki'] }] });
  });

  test('tells those that do not run apart from those that are as wanted', () => {
    const wiki = wantedOf();
    const pads = wantedOf({ app: { name: 'pads' }, specs: { stack: 'pads_example_org', services: [padsSpec] } });
    const node = settledNode([wiki, pads]);
    const services = node.services.map((service) =>
      service.stack === 'pads_example_org'
        ? { ...service, tasks: service.tasks.map((task) => ({ ...task, state: 'failed' })) }
        : service,
    );
    const { nodes } = planSteps(planInputOf({ wanted: [wiki, pads], seen: [{ ...node, services }] }));
    expect(nodes).toMatchObject([{ asWanted: ['wiki'], notUp: [{ app: 'pads' }] }]);
  });

  test('rests an upgrade on each service with its id and index, and tells the notes on the way', () => {
    const to = labelledApp('1.2.0+3', ['1.0.0+1', '1.1.0+2', '1.2.0+3']);
    const there = makeService({ spec: labelledApp('1.0.0+1').rendered.specs.services[0] ?? makeServiceSpec() });
    const record = recordOf({ history: [recordedStep([there])] });
    const { steps } = planSteps(planInputOf({ wanted: [to], seen: [makeObservation({ services: [there] })], record }));
    expect(steps).toMatchObject([
      {
        kind: 'upgrade',
        recipe: { from: '1.0.0+1', to: '1.2.0+3' },
        rests: { swarm: 'swarm1', services: [{ id: there.id, index: 10 }] },
        notes: [{ version: '1.1.0+2' }, { version: '1.2.0+3' }],
      },
    ]);
  });

  test('plans nothing on a node that did not answer, and names it', () => {
    const plan = planSteps(planInputOf({ seen: [makeUnseen()] }));
    expect(plan).toMatchObject({ steps: [], nodes: [], unreachable: [{ node: 'brunswick' }] });
  });

  test('is not about nodes that were only looked at for what is needed', () => {
    const seen = [makeObservation(), makeUnseen({ node: 'coburg' })];
    expect(planSteps(planInputOf({ seen, neededOnly: new Set(['coburg']) })).unreachable).toEqual([]);
  });

  test('names stacks of no manifest, but neither locks nor single services', () => {
    const stranger = makeService({ spec: makeServiceSpec({ Name: 'old_pad_app' }) });
    const { stack: _none, ...single } = makeService({ name: 'by_hand', id: 'x' });
    const plan = planSteps(planInputOf({ seen: [makeObservation({ services: [stranger, single] })] }));
    expect(plan.strangers).toEqual([{ node: 'brunswick', stack: 'old_pad', services: 1 }]);
  });

  test('names the app that a stack was which somebody took out of the manifest', () => {
    const gone = makeService({ spec: makeServiceSpec({ Name: 'pad_app' }) });
    const { step, ...recorded } = recordedStep([gone]);
    const history = [{ ...recorded, app: 'pad', step: { ...step, app: 'pad' } }];
    const plan = planSteps(
      planInputOf({ seen: [makeObservation({ services: [gone] })], record: recordOf({ history }) }),
    );
    expect(plan.strangers).toEqual([{ node: 'brunswick', stack: 'pad', services: 1, app: 'pad' }]);
  });

  test('tells of a lock that a run holds, or left behind, and for how long at most', () => {
    const labels = { what: 'wiki_example_org', holder: 'bo', reason: 'upgrade wiki', lease: '30', id: '0a1b2c3d-00' };
    const config = {
      ...{ id: 'c', name: 'tend-lock-1', index: 1, data: 'Lg==', updatedAt: '' },
      createdAt: '2026-11-22T12:57:00.123Z',
      labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [`tend.lock.${key}`, value])),
    };
    const { notices } = planSteps(planInputOf({ seen: [makeObservation({ configs: [config] })] }));
    expect(notices).toEqual([
      {
        app: 'wiki',
        node: 'brunswick',
        text: 'locked by bo since 2026-11-22 12:57 UTC (upgrade wiki). If that run is dead, its lock holds at most 30 s more; at once: tend lock release 0a1b2c3d',
      },
    ]);
  });

  test('tells of uncommitted edits, a silent changelog, spooled entries and open intents', () => {
    const { outcome: _outcome, ...open } = recordedStep([]);
    const plan = planSteps(
      planInputOf({
        manifest: { repo: 'local', dirty: true },
        record: recordOf({ fresh: false, spooled: 2, dangling: [open] }),
      }),
    );
    const texts = plan.notices.map(({ text }) => text).join('\n');
    for (const words of ['not committed', 'does not answer', '2 entries wait', 'left no outcome'])
      expect(texts).toContain(words);
  });

  test('warns of a volume without a constraint in a swarm of several', () => {
    const container = makeServiceSpec().TaskTemplate.ContainerSpec;
    const spec = makeServiceSpec({
      TaskTemplate: { ContainerSpec: { ...container, Mounts: [{ Type: 'volume', Source: 'data', Target: '/d' }] } },
    });
    const node = makeObservation();
    const two = { ...node.swarm, nodes: [...node.swarm.nodes, ...node.swarm.nodes] };
    const input = planInputOf({ wanted: [wantedOf({ specs: { services: [spec] } })] });
    expect(planSteps({ ...input, seen: [{ ...node, swarm: two }] }).notices).toMatchObject([
      { app: 'wiki', text: expect.stringContaining('would start empty') },
    ]);
    expect(planSteps(input).notices).toEqual([]);
  });

  test('never shows a value that stands only on the node', () => {
    const there = makeService({ spec: makeServiceSpec({ env: ['PASSWORD=hunter2', 'A=theirs'] }) });
    const wanted = wantedOf({ specs: { services: [makeServiceSpec({ env: ['A=ours'] })] } });
    const plan = planSteps(planInputOf({ wanted: [wanted], seen: [makeObservation({ services: [there] })] }));
    expect(JSON.stringify(plan)).not.toMatch(/hunter2|theirs/);
    expect(plan.steps[0]).toMatchObject({ env: { changed: ['A'], removed: ['PASSWORD'] } });
  });

  test('gives no steps for what was just deployed as it was rendered, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(appsOf(), { minLength: 1, maxLength: 4, selector: ({ app }) => app.name }),
        (wanted) => {
          const seen = [settledNode(wanted)];
          const first = planSteps(planInputOf({ wanted }));
          expect(first.steps).toHaveLength(wanted.length);
          const again = planSteps(planInputOf({ wanted, seen }));
          expect(again).toMatchObject({ steps: [], strangers: [] });
          expect(again.nodes[0]?.asWanted).toHaveLength(wanted.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('gives exactly one step for any one env value that was changed in the manifest', () => {
    fc.assert(
      fc.property(appsOf(), fc.string(), (wanted, value) => {
        const services = wanted.rendered.specs.services.map((spec, index) =>
          index > 0
            ? spec
            : { ...makeServiceSpec({ Name: spec.Name, env: [`CHANGED=${value}`] }), Mode: spec.Mode ?? {} },
        );
        const changed = { ...wanted, rendered: { ...wanted.rendered, specs: { ...wanted.rendered.specs, services } } };
        const { steps } = planSteps(planInputOf({ wanted: [changed], seen: [settledNode([wanted])] }));
        expect(steps).toHaveLength(1);
      }),
    );
  });
});

describe('orderSteps', () => {
  const step = (app: string, over = {}) => makeStep({ app, ...over });
  const names = (...steps: ReturnType<typeof step>[]) => orderSteps(steps).map(({ app }) => app);

  test('puts what is needed first and keeps the order otherwise', () => {
    expect(
      names(
        step('wiki', { needs: ['db', 'traefik'] }),
        step('pad'),
        step('db', { needs: ['traefik'] }),
        step('traefik'),
      ),
    ).toEqual(['traefik', 'db', 'wiki', 'pad']);
  });

  test('does not mind needs that have no step', () =>
    expect(names(step('wiki', { needs: ['traefik'] }))).toEqual(['wiki']));

  test('removes last, and what is needed last of all', () => {
    const gone = { kind: 'undeploy' };
    expect(names(step('traefik', gone), step('wiki', { ...gone, needs: ['traefik'] }), step('pad'))).toEqual([
      'pad',
      'wiki',
      'traefik',
    ]);
  });

  test('lets the others wait for the first instance of an upgrade', () => {
    const upgrade = { kind: 'upgrade' };
    const [first, second, third] = orderSteps([
      step('traefik@one', upgrade),
      step('traefik@two', upgrade),
      step('traefik@three', upgrade),
    ]);
    expect(first?.needs).toEqual([]);
    expect([second?.needs, third?.needs]).toEqual([['traefik@one'], ['traefik@one']]);
  });

  test('does not wait for an instance that is held', () => {
    const held = [{ reason: 'drift', says: '', release: [] }];
    const steps = orderSteps([
      step('traefik@one', { kind: 'upgrade', held }),
      step('traefik@two', { kind: 'upgrade' }),
    ]);
    expect(steps.find(({ app }) => app === 'traefik@two')?.needs).toEqual([]);
  });
});

describe('images', () => {
  const wanted = makeServiceSpec({ image: 'example.org/dokuwiki:1' });
  const running = makeService();

  test('keeps the running digest while the reference is the same', () => {
    expect(pinImage(wanted, running, undefined).TaskTemplate.ContainerSpec.Image).toBe(
      `example.org/dokuwiki:1@${digestA}`,
    );
    expect(imagesToResolve([wantedOf({ specs: { services: [wanted] } })], nodes([running]), false)).toEqual([]);
  });

  test('asks for a new reference, and for all of them when they are to be refreshed', () => {
    const next = makeServiceSpec({ image: 'example.org/dokuwiki:2' });
    const one = [{ node: 'brunswick', reference: 'example.org/dokuwiki:2' }];
    expect(imagesToResolve([wantedOf({ specs: { services: [next] } })], nodes([running]), false)).toEqual(one);
    expect(imagesToResolve([wantedOf({ specs: { services: [wanted] } })], nodes([running]), true)).toHaveLength(1);
    expect(pinImage(next, running, undefined)).toBe(next);
  });

  test('takes a resolved digest, and leaves one that the recipe names', () => {
    expect(pinImage(wanted, undefined, { digest: digestB, platforms: [] }).TaskTemplate.ContainerSpec.Image).toBe(
      `example.org/dokuwiki:1@${digestB}`,
    );
    const pinned = makeServiceSpec();
    expect(pinImage(pinned, running, { digest: digestB, platforms: [] })).toBe(pinned);
  });

  test('leaves what runs alone when another app makes its tag known, and says that it is older', () => {
    const { plan } = withNewer(false);
    expect(plan.steps.map(({ app }) => app)).toEqual(['pad']);
    expect(plan.notices).toContainEqual(
      expect.objectContaining({ app: 'wiki', text: expect.stringContaining('has a newer digest') }),
    );
  });

  test('takes the newer digest when a person asks for it', () => {
    const { plan } = withNewer(true);
    expect(plan.steps.map(({ app, kind }) => `${kind} ${app}`).sort()).toEqual(['change wiki', 'deploy pad']);
    expect(plan.notices).toEqual([]);
  });

  /** `wiki` runs a tag at one digest, `pad` is new, and the registry tells another digest for the same tag. */
  function withNewer(refresh: boolean) {
    const wiki = wantedOf({ specs: { services: [wanted] } });
    const padSpec = makeServiceSpec({ Name: 'pad_example_org_app', image: 'example.org/dokuwiki:1' });
    const pad = wantedOf({ app: { name: 'pad' }, specs: { services: [padSpec] } });
    const images = new Map([['brunswick example.org/dokuwiki:1', { digest: digestB, platforms: [] }]]);
    const record = recordOf({ history: [recordedStep([running])] });
    const seen = [makeObservation({ services: [running] })];
    return { plan: planSteps(planInputOf({ wanted: [wiki, pad], seen, record, images, refresh })) };
  }

  test('asks nobody for an app that is to be absent, or whose node is silent', () => {
    expect(
      imagesToResolve([wantedOf({ app: { state: 'absent' }, specs: { services: [wanted] } })], nodes([]), false),
    ).toEqual([]);
    expect(imagesToResolve([wantedOf({ specs: { services: [wanted] } })], new Map(), false)).toEqual([]);
  });

  test.each([
    [`a:1@${digestA}`, digestA],
    ['a:1', undefined],
  ])('finds the digest in %s', (image, digest) => expect(digestOf(image)).toBe(digest));

  function nodes(services: readonly ReturnType<typeof makeService>[]) {
    return new Map([['brunswick', makeObservation({ services })]]);
  }
});

describe('keysChanged', () => {
  const app = (env: string[]) => makeServiceSpec({ env });

  test('names keys that came, changed and went, of all services', () => {
    const db = makeServiceSpec({ Name: `${stack}_db`, env: ['NEW='] });
    const running = { services: [makeService({ spec: app(['A=1', 'B=1', 'GONE=1', 'BARE']) })] };
    const specs = makeStackSpecs({ services: [app(['A=1', 'B=2', 'BARE=']), db] });
    expect(keysChanged(running, specs)).toEqual({ added: ['NEW'], changed: ['B', 'BARE'], removed: ['GONE'] });
  });

  test('names none at a first deployment', () => {
    expect(keysChanged({ services: [] }, makeStackSpecs({ services: [app(['A=1'])] }))).toEqual({
      added: [],
      changed: [],
      removed: [],
    });
  });
});

describe('findDrift', () => {
  const services = [makeService()];
  const last = {
    observed: recordedStep(services).outcome?.observed ?? { swarm: '', services: [] },
    undeployed: false,
    at: '',
  };
  const update = [{ service: 'app', kind: 'update', fields: [] }] as const;

  test.each([
    ['another index and another spec', [makeService({ index: 11 })], update, ['app']],
    [
      'another index, the spec as wanted',
      [makeService({ index: 11 })],
      [{ ...update[0], kind: 'unchanged' as const }],
      [],
    ],
    ['the recorded index', services, update, []],
    [
      'a service that the record does not know',
      [...services, makeService({ name: `${stack}_db` })],
      [...update, { ...update[0], service: 'db' }],
      ['db'],
    ],
    ['a recorded service that is gone', [], update, ['app']],
  ])('%s', (...[, running, changes, names]) =>
    expect(findDrift({ services: running }, changes, { last, stack })).toEqual(names),
  );
});

function labelledApp(version: string, versions: readonly string[] = [version]) {
  const Labels = {
    'com.docker.stack.namespace': stack,
    'com.docker.stack.image': 'example.org/dokuwiki:1',
    [`coop-cloud.${stack}.version`]: version,
  };
  const notes = { '1.0.0+1': 'first', '1.1.0+2': 'second', '1.2.0+3': 'third' };
  return wantedOf({ version, versions, notes, specs: { services: [makeServiceSpec({ Labels })] } });
}

/** Apps of any shape: services, env, networks, configs, secrets. */
function appsOf() {
  const word = fc.stringMatching(/^[a-z]{3,8}$/);
  const shape = fc.record({
    name: word,
    services: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
    env: fc.array(fc.tuple(fc.stringMatching(/^[A-Z]{1,6}$/), fc.string()), { maxLength: 6 }),
    networks: fc.uniqueArray(word, { maxLength: 2 }),
    configs: fc.uniqueArray(word, { maxLength: 2 }),
    secrets: fc.uniqueArray(word, { maxLength: 2 }),
    replicas: fc.integer({ min: 0, max: 3 }),
  });
  return shape.map(({ name, services, env, networks, configs, secrets, replicas }) => {
    const own = `${name}_example_org`;
    const Networks = networks.map((network) => ({ Target: `${own}_${network}`, Aliases: ['app'] }));
    const lines = [...new Map(env)].map(([key, value]) => `${key}=${value}`);
    return wantedOf({
      app: { name },
      specs: {
        services: services.map((service) => {
          const spec = makeServiceSpec({
            Name: `${own}_${service}`,
            env: lines,
            Mode: { Replicated: { Replicas: replicas } },
          });
          return { ...spec, TaskTemplate: { ...spec.TaskTemplate, Networks } };
        }),
        networks: networks.map((network) => ({ Name: `${own}_${network}`, Driver: 'overlay', Labels: {} })),
        configs: configs.map((config) => ({ Name: `${own}_${config}_v1`, Labels: {}, Data: 'eA==' })),
      },
      rendered: {
        secrets: secrets.map((key) => ({
          key,
          name: `${own}_${key}_v1`,
          version: 'v1',
          make: { kind: 'generate', charset: 'alnum' },
        })),
      },
    });
  });
}
