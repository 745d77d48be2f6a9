import { describe, expect, test } from '@jest/globals';
import type { ObservedService, SeenNode } from '../../src/model/observation.js';
import type { RecordedStep } from '../../src/model/record.js';
import type { Held, Step } from '../../src/model/step.js';
import type { PlanInput } from '../../src/plan/plan-input.js';
import { planSteps } from '../../src/plan/plan-steps.js';
import { digestA, makeRegion, makeService, makeServiceSpec } from '../support/builders.js';
import { planInputOf, recordOf, recordedStep, settledNode, stack, wantedOf } from './plan-input-of.js';
import { anId } from '../support/an-id.js';

const old = '1.0.0+1';
const labelled = (version: string, more: object = {}) =>
  makeServiceSpec({
    Labels: {
      'com.docker.stack.namespace': stack,
      'com.docker.stack.image': 'example.org/dokuwiki:1',
      [`coop-cloud.${stack}.version`]: version,
    },
    ...more,
  });
const changed = makeServiceSpec({ env: ['RELAY=elsewhere'] });
const data = { rendered: { secrets: [] }, specs: { volumes: [`${stack}_data`] } };
const volume = { name: `${stack}_data`, stack };
const secret = (kind: 'generate' | 'missing') => ({
  key: 'db_password',
  name: `${stack}_db_password_v1`,
  version: 'v1',
  make: kind === 'generate' ? ({ kind, length: 32, charset: 'alnum' } as const) : ({ kind } as const),
});

describe('drift', () => {
  const wanted = wantedOf();
  const there = makeService({ spec: changed, index: 12 });

  test('holds what was changed on the server, with both ways out', () => {
    const held = heldOf({ wanted: [wanted], seen: [nodeWith([there])], record: recorded([makeService()]) });
    expect(held).toMatchObject([
      {
        reason: 'drift',
        says: 'wiki on brunswick was changed on the server, not by tend (app)',
        release: [{ command: 'tend keep wiki' }, { command: 'tend apply --app wiki --overwrite' }],
      },
    ]);
  });

  test('holds nothing where the index is the recorded one: the manifest changed', () => {
    expect(heldOf({ wanted: [wanted], seen: [nodeWith([there])], record: recorded([there]) })).toEqual([]);
  });

  test('is no step at all where only the index moved and what runs is as wanted', () => {
    const moved = makeService({ index: 99 });
    expect(stepOf({ wanted: [wanted], seen: [nodeWith([moved])], record: recorded([makeService()]) })).toBeUndefined();
  });

  test('counts a service of the same name that was made anew', () => {
    const anew = makeService({ spec: changed, id: 'another' });
    expect(heldOf({ wanted: [wanted], seen: [nodeWith([anew])], record: recorded([makeService()]) })).toMatchObject([
      { reason: 'drift' },
    ]);
  });

  test('says so where it was removed on the server', () => {
    expect(heldOf({ wanted: [wanted], record: recorded([makeService()]) })).toMatchObject([
      { says: 'wiki on brunswick was removed on the server, not by tend' },
    ]);
  });

  test('is not held where tend itself undeployed it', () => {
    expect(heldOf({ wanted: [wanted], record: recorded([], { kind: 'undeploy' }) })).toEqual([]);
  });

  test('holds what runs already and was never recorded', () => {
    expect(heldOf({ wanted: [wanted], seen: [nodeWith([there])] })).toMatchObject([
      { says: 'wiki runs on brunswick already, but was not deployed by tend' },
    ]);
  });

  test('counts from what was kept by a person', () => {
    const { outcome, at } = recordedStep([there]);
    if (!outcome?.observed) throw new Error('nothing observed');
    const entry = {
      v: 1,
      type: 'drift',
      log: outcome.log,
      time: outcome.time,
      actor: outcome.actor,
      app: 'wiki',
      node: 'brunswick',
      decision: 'kept',
      services: [],
      observed: outcome.observed,
      seen: { size: 1, root: `${'A'.repeat(43)}=` },
    } as const;
    const kept = [{ app: 'wiki', node: 'brunswick', id: anId('k'.repeat(43)), entry: { ...entry, services: [] }, at }];
    const record = { ...recorded([makeService()]), kept };
    expect(heldOf({ wanted: [wanted], seen: [nodeWith([there])], record })).toEqual([]);
  });

  test('is still held after a secret was set meanwhile', () => {
    const record = recordOf({ history: [recordedStep([makeService()]), secretSet([there])] });
    expect(heldOf({ wanted: [wanted], seen: [nodeWith([there])], record })).toMatchObject([{ reason: 'drift' }]);
    const never = recordOf({ history: [secretSet([there])] });
    expect(heldOf({ wanted: [wanted], seen: [nodeWith([there])], record: never })).toMatchObject([{ reason: 'drift' }]);
  });

  test('is not held for services that took a new secret from tend', () => {
    const at = '2026-11-22T13:57:01Z';
    const record = recordOf({ history: [recordedStep([makeService()]), { ...secretSet([there]), at }] });
    expect(heldOf({ wanted: [wanted], seen: [nodeWith([there])], record })).toEqual([]);
  });

  test('waits for the apply that closes an open intent', () => {
    const { outcome: _outcome, ...open } = recordedStep([]);
    expect(heldOf({ wanted: [wanted], seen: [nodeWith([there])], record: recordOf({ dangling: [open] }) })).toEqual([]);
  });
});

describe('failed before', () => {
  test.each([
    ['failed', 'failed'],
    ['rolled-back', 'was rolled back'],
  ] as const)('holds what %s with the same wish', (result, words) => {
    const record = recorded([makeService()], { result });
    const triedBefore = new Map(record.history.map((step) => [step.app, step]));
    const held = heldOf({ seen: [nodeWith([makeService({ spec: changed })])], record, triedBefore });
    expect(held).toMatchObject([
      { reason: 'failed-before', says: expect.stringContaining(`1.2.0+2024-02-06a ${words}`) },
    ]);
    expect(commands(held)).toContain('tend apply --app wiki --retry');
  });
});

describe('start empty', () => {
  test('holds an app whose node changed, naming the node of its data', () => {
    const record = recordOf({ history: [recordedStep([makeService()], { node: 'coburg' })] });
    expect(heldOf({ wanted: [wantedOf(data)], record })).toMatchObject([
      { reason: 'start-empty', says: 'wiki would start empty on brunswick: its data is on coburg' },
    ]);
  });

  test('holds an app whose domain changed, naming the stack of its data', () => {
    const there = makeService({ spec: makeServiceSpec({ Name: 'old_example_org_app' }) });
    const step = recordedStep([there]);
    const seen = [nodeWith([there])];
    expect(heldOf({ wanted: [wantedOf(data)], seen, record: recordOf({ history: [step] }) })).toContainEqual(
      expect.objectContaining({
        says: 'wiki would start empty on brunswick: its data belongs to the stack old_example_org',
      }),
    );
  });

  test('holds nothing where its volume is there, or where it has none', () => {
    const record = recordOf({ history: [recordedStep([makeService()], { node: 'coburg' })] });
    expect(heldOf({ wanted: [wantedOf(data)], seen: [{ ...nodeWith([]), volumes: [volume] }], record })).toEqual([]);
    expect(heldOf({ wanted: [wantedOf()], record })).toEqual([]);
  });

  test('does not call volumes gone that may be on another node of the swarm', () => {
    const says = (node: SeenNode) =>
      heldOf({ wanted: [wantedOf(data)], seen: [node], record: recorded([makeService()]) })[0]?.says;
    expect(says(nodeWith([]))).toMatch(/: it ran here on \d{4}-\d{2}-\d{2}, and its volumes are gone$/);
    expect(says(inSwarmOfTwo(nodeWith([])))).toMatch(/its volumes are not on this node of its swarm$/);
  });

  test('holds nothing the first time', () => expect(heldOf({ wanted: [wantedOf(data)] })).toEqual([]));
});

describe('versions', () => {
  const upgrade = (from: string, to: string, policy: 'hold' | 'allow' = 'hold') => {
    const wanted = wantedOf({
      version: to,
      versions: [from, to],
      specs: { services: [labelled(to)], volumes: [`${stack}_data`] },
    });
    const there = makeService({ spec: labelled(from) });
    const region = {
      ...makeRegion({ apps: [wanted.app] }),
      policies: { removal: 'ask', majorUpgrades: policy } as const,
    };
    return heldOf({ region, wanted: [wanted], seen: [nodeWith([there])], record: recorded([there]) });
  };

  test('holds a major upgrade where the policy says so', () => {
    const held = upgrade(old, '2.0.0+3');
    expect(held).toMatchObject([{ reason: 'major' }]);
    expect(commands(held)).toEqual(['tend apply --app wiki --major', `tend upgrade wiki ${old}`]);
    expect(upgrade(old, '2.0.0+3', 'allow')).toEqual([]);
    expect(upgrade(old, '1.1.0+2')).toEqual([]);
  });

  test('holds a downgrade and says what is kept', () => {
    expect(upgrade('1.1.0+2', old)).toMatchObject([
      { reason: 'downgrade', says: expect.stringContaining(`kept as they are: ${stack}_data`) },
    ]);
  });

  // A recipe's own label may say anything: `latest`.
  test.each(['latest', old])('calls a commit neither newer nor older than %s', (from) => {
    const wanted = wantedOf({ specs: { services: [labelled('')] } });
    const { version: _tag, ...recipe } = wanted.recipe;
    const there = makeService({ spec: labelled(from) });
    const input = { wanted: [{ ...wanted, recipe }], seen: [nodeWith([there])], record: recorded([there]) };
    expect(heldOf(input)).toEqual([]);
    expect(planSteps(planInputOf(input)).steps).toMatchObject([{ kind: 'change' }]);
  });
});

describe('secrets', () => {
  test('holds a new database password beside an old volume', () => {
    const wanted = wantedOf({ ...data, rendered: { secrets: [secret('generate')] } });
    const held = heldOf({ wanted: [wanted], seen: [{ ...nodeWith([]), volumes: [volume] }] });
    expect(held).toMatchObject([
      { reason: 'secret-missing', says: expect.stringContaining(`has data on brunswick (${stack}_data)`) },
    ]);
    expect(commands(held)).toEqual(['tend app secret set wiki db_password', 'tend apply --app wiki --new-secrets']);
  });

  test('holds it in a swarm of several where the app runs or ran: its volumes may be on another node', () => {
    const wanted = wantedOf({ ...data, rendered: { secrets: [secret('generate')] } });
    const there = makeService();
    const of = (over: Partial<PlanInput>, node = nodeWith([])) =>
      heldOf({ wanted: [wanted], seen: [inSwarmOfTwo(node)], ...over }).filter(
        (one) => one.reason === 'secret-missing',
      );
    expect(of({ record: recorded([there]) }, nodeWith([there]))).toMatchObject([
      { says: expect.stringContaining('may have data on another node of the swarm of brunswick') },
    ]);
    expect(of({ record: recorded([there]) })).toHaveLength(1);
    expect(of({})).toEqual([]);
    expect(heldOf({ wanted: [wanted], seen: [nodeWith([there])], record: recorded([there]) })).toEqual([]);
  });

  test('makes it unasked where there is no data yet', () => {
    const wanted = wantedOf({ ...data, rendered: { secrets: [secret('generate')] } });
    expect(stepOf({ wanted: [wanted] })).toMatchObject({ held: [], secrets: [{ key: 'db_password' }] });
  });

  test('reuses the one that is there', () => {
    const wanted = wantedOf({ rendered: { secrets: [secret('generate')] } });
    expect(stepOf({ wanted: [wanted], seen: [settledNode([wanted])] })).toBeUndefined();
  });

  test('holds one that only a person can give', () => {
    const wanted = wantedOf({ rendered: { secrets: [secret('missing')] } });
    const held = heldOf({ wanted: [wanted] });
    expect(held).toMatchObject([
      { reason: 'secret-missing', says: expect.stringContaining('which only a person can give') },
    ]);
  });
});

describe('configs, networks, images', () => {
  test('holds a config of the same name with other content, naming the bump', () => {
    const config = { Name: `${stack}_app_conf_v3`, Labels: {}, Data: 'bmV3' };
    const wanted = wantedOf({ specs: { configs: [config] } });
    const seen = [settledNode([wantedOf({ specs: { configs: [{ ...config, Data: 'b2xk' }] } })], { services: [] })];
    const held = heldOf({ wanted: [wanted], seen });
    expect(held).toMatchObject([{ reason: 'config-taken' }]);
    expect(commands(held)).toEqual([
      'env: { APP_CONF_VERSION: v4 } in the manifest',
      'export APP_CONF_VERSION=v4 in its abra.sh',
    ]);
  });

  test('holds what expects a network that is not there, but makes the one of the proxy', () => {
    const wanted = wantedOf({ specs: { externalNetworks: ['proxy', 'backend'] } });
    const step = stepOf({ wanted: [wanted] });
    expect(step).toMatchObject({ sharedNetworks: ['proxy'], held: [{ reason: 'network-missing' }] });
    expect(commands(step?.held ?? [])).toContain('docker network create -d overlay backend');
  });

  test('names each thing that is missing as what it is', () => {
    const wanted = wantedOf({ specs: { externalNetworks: ['backend'], externalConfigs: ['banner'] } });
    expect(heldOf({ wanted: [wanted] })).toMatchObject([
      {
        says: expect.stringContaining('the network backend and the config banner on brunswick, and they are not there'),
      },
    ]);
  });

  test('holds an image whose digest no registry told', () => {
    const open = wantedOf({ specs: { services: [makeServiceSpec({ image: 'example.org/dokuwiki:1' })] } });
    expect(heldOf({ wanted: [open] })).toMatchObject([
      { reason: 'unpinned', says: 'wiki: no registry told the digest of example.org/dokuwiki:1' },
    ]);
    expect(
      heldOf({
        wanted: [open],
        images: new Map([['brunswick example.org/dokuwiki:1', { digest: digestA, platforms: [] }]]),
      }),
    ).toEqual([]);
  });
});

describe('removals', () => {
  const absent = wantedOf({ app: { state: 'absent' } });
  const seen = [nodeWith([makeService()])];
  const record = recorded([makeService()]);

  test('holds an undeploy until its name is typed', () => {
    expect(heldOf({ wanted: [absent], seen, record })).toMatchObject([
      { reason: 'removal', says: expect.stringContaining('its volumes and secrets stay') },
    ]);
    expect(heldOf({ wanted: [absent], seen, record, removalsConfirmed: new Set(['wiki']) })).toEqual([]);
  });

  test('holds it although its name was typed where the policy denies it', () => {
    const region = {
      ...makeRegion({ apps: [absent.app] }),
      policies: { removal: 'deny', majorUpgrades: 'hold' } as const,
    };
    const held = heldOf({ region, wanted: [absent], seen, record, removalsConfirmed: new Set(['wiki']) });
    expect(held).toMatchObject([{ reason: 'removal', says: expect.stringContaining('policy of this region denies') }]);
    expect(commands(held)).toEqual(['state: present in the manifest', 'policies: { removal: ask } in region.yml']);
  });

  test('asks for none of the configs, networks, secrets and images that running it would need', () => {
    const config = { Name: `${stack}_app_conf_v3`, Labels: {}, Data: 'bmV3' };
    const specs = {
      configs: [config],
      externalNetworks: ['proxy', 'backend'],
      services: [makeServiceSpec({ image: 'example.org/dokuwiki:2' })],
    };
    const wanted = wantedOf({ app: { state: 'absent' }, specs, rendered: { secrets: [secret('missing')] } });
    const old = settledNode([wantedOf({ specs: { configs: [{ ...config, Data: 'b2xk' }] } })]);
    const removalsConfirmed = new Set(['wiki']);
    expect(heldOf({ wanted: [wanted], seen: [old], record, removalsConfirmed })).toEqual([]);
  });

  test('holds it where it was changed on the server', () => {
    const there = makeService({ spec: changed, index: 12 });
    const held = heldOf({ wanted: [absent], seen: [nodeWith([there])], record, removalsConfirmed: new Set(['wiki']) });
    expect(held).toMatchObject([{ reason: 'drift' }]);
  });

  test('is no step where nothing is there', () => expect(stepOf({ wanted: [absent] })).toBeUndefined());

  test('goes on with an undeploy that left its network behind', () => {
    const network = { id: 'n', name: `${stack}_default`, stack, driver: 'overlay', scope: 'swarm' };
    expect(stepOf({ wanted: [absent], seen: [{ ...nodeWith([]), networks: [network] }] })).toMatchObject({
      kind: 'undeploy',
      services: [],
    });
  });

  test('holds the removal of a service that the recipe no longer has', () => {
    const gone = makeService({ spec: makeServiceSpec({ Name: `${stack}_db` }) });
    const services = [makeService({ spec: changed }), gone];
    const held = heldOf({ seen: [nodeWith(services)], record: recorded(services) });
    expect(held).toMatchObject([{ reason: 'services-gone', says: expect.stringContaining('db would be removed') }]);
    expect(commands(held)).toContain('tend apply --app wiki --prune');
  });
});

describe('every reason', () => {
  test('moves to the released ones when a person says so, and leaves the others', () => {
    const wanted = wantedOf({
      specs: { services: [makeServiceSpec({ image: 'example.org/dokuwiki:1' })] },
      rendered: { secrets: [secret('missing')] },
    });
    expect(stepOf({ wanted: [wanted], released: new Set(['unpinned']) })).toMatchObject({
      released: ['unpinned'],
      held: [{ reason: 'secret-missing' }],
    });
  });
});

function nodeWith(services: readonly ObservedService[]): SeenNode {
  return { ...settledNode([]), services };
}

function inSwarmOfTwo(node: SeenNode): SeenNode {
  return { ...node, swarm: { ...node.swarm, nodes: [...node.swarm.nodes, ...node.swarm.nodes] } };
}

function recorded(services: readonly ObservedService[], over: Parameters<typeof recordedStep>[1] = {}) {
  return recordOf({ history: [recordedStep(services, over)] });
}

/** A step of which the record tells a secret and nothing else; announced after the services were last changed. */
function secretSet(services: readonly ObservedService[]): RecordedStep {
  const recorded = recordedStep(services, { kind: 'change' });
  return { ...recorded, step: { ...recorded.step, secrets: ['key_v1'] }, at: '2026-11-22T14:00:00Z' };
}

function stepOf(over: Partial<PlanInput>): Step | undefined {
  return planSteps(planInputOf(over)).steps[0];
}

/** Each way out is there twice at least: nothing is held without one. */
function heldOf(over: Partial<PlanInput>): readonly Held[] {
  const step = stepOf(over);
  if (!step) throw new Error('there is no step');
  for (const { release } of step.held) expect(release.length).toBeGreaterThanOrEqual(2);
  return step.held;
}

function commands(held: readonly Held[]): string[] {
  return held.flatMap(({ release }) => release.map(({ command }) => command));
}
