import { describe, expect, test } from '@jest/globals';
import { abraEngine } from '../../../src/apply/abra/abra-engine.js';
import { runStep } from '../../../src/apply/run-step.js';
import { Secret } from '../../../src/model/secret.js';
import type { ServiceSpec } from '../../../src/model/service-spec.js';
import type { Step } from '../../../src/model/step.js';
import { makeMask } from '../../../src/tools/make-mask.js';
import { commitA, makeServiceSpec, makeStackSpecs, makeStep } from '../../support/builders.js';
import { makeFakeDocker, type FakeDocker } from '../../support/fake-docker.js';
import type { FakeDockerOptions } from '../../support/fake-swarm.js';
import { restingOn, stepContextOf } from '../step-context-of.js';
import { hangs, makeFakeAbra, type Doing } from './fake-abra.js';

const stack = 'wiki_example_org';
const before = specOf('1.0.0+1', 'example.org/dokuwiki:1');
const after = specOf('1.2.0+2024-02-06a', 'example.org/dokuwiki:2');

describe('the engine abra', () => {
  test('takes what the node shows for the truth, and names what abra touched', async () => {
    const { outcome, abra } = await upgrade(({ put }) => put(after));
    expect(outcome).toMatchObject({ result: 'done', observed: { version: '1.2.0+2024-02-06a' }, programText: [] });
    expect(outcome.notices).toBeUndefined();
    expect(abra.calls).toHaveLength(1);
    expect(abra.openNow()).toBe(0);
  });

  // Trap 5: `upgrade` with nothing newer ends with 0.
  test('does not believe a status of 0 where nothing was changed', async () => {
    const { outcome } = await upgrade(async () => ({ output: '┃ all fine ┃' }));
    expect(outcome).toMatchObject({
      result: 'failed',
      code: 'STEP_FAILED',
      says: 'wiki: abra ended with status 0, and on the node nothing was changed, app has another image, app says another version',
      programText: ['┃ all fine ┃'],
    });
  });

  // Trap 4: much ends with another status than 0 although all is well; trap 6: text says nothing.
  test('does not believe a status of 1 where all is there, and says so', async () => {
    const { outcome } = await upgrade(async ({ put }) => {
      await put(after);
      return { exitCode: 1, output: 'FATA POST_UPGRADE_CMDS' };
    });
    expect(outcome).toMatchObject({
      result: 'done',
      notices: ['abra ended with status 1 although what was wanted is there: --logs shows what it said'],
      programText: ['FATA POST_UPGRADE_CMDS'],
    });
  });

  // Trap 1: somebody else switched the recipe under its hands. Trap 3: it took the newest one.
  test('tells where another version than wanted was deployed', async () => {
    const { outcome } = await upgrade(({ put }) => put(specOf('9.0.0+9', 'example.org/dokuwiki:9')));
    expect(outcome).toMatchObject({
      result: 'partial',
      code: 'STEP_PARTIAL',
      says: expect.stringContaining('app has another image, app says another version'),
    });
  });

  // Trap 10: it died between the deployment and its own end.
  test('goes by the node where abra was killed half-way', async () => {
    const { outcome } = await upgrade(async ({ put }) => {
      await put(after);
      return { exitCode: undefined };
    });
    expect(outcome).toMatchObject({ result: 'done', notices: [expect.stringMatching(/^abra was stopped although/)] });
  });

  // Trap 9: a failed convergence leaves what is there; abra rolls nothing back.
  test('judges tasks itself, whatever abra thought of their convergence', async () => {
    const isNew = (spec: ServiceSpec) => spec.TaskTemplate.ContainerSpec.Image.startsWith('example.org/dokuwiki:2');
    const fate: FakeDockerOptions['fate'] = (spec) => (isNew(spec) ? 'rolls-back' : 'runs');
    const { outcome } = await upgrade(({ put }) => put(after), { fate });
    expect(outcome).toMatchObject({ result: 'rolled-back', code: 'STEP_ROLLED_BACK' });
  });

  test('stops abra at its deadline, and looks at what it left', async () => {
    const { outcome } = await upgrade(async (_, { deadlineMs }) => {
      expect(deadlineMs).toBe(360_000);
      return { exitCode: undefined, timedOut: true };
    });
    expect(outcome).toMatchObject({
      result: 'failed',
      says: expect.stringContaining('abra did not come to an end and was stopped'),
    });
  });

  test.each(['lost lock', 'person'])('stops abra after a %s', async (why) => {
    const { outcome } = await upgrade(({ context }, options, words) => {
      if (why === 'person') context.stop();
      else context.loseLock();
      return hangs(words, options);
    });
    expect(outcome).toMatchObject({ code: why === 'person' ? 'INTERRUPTED' : 'LOCK_HELD' });
  });

  test('changes nothing where the node is not as planned', async () => {
    const fake = await running();
    const abra = makeFakeAbra(async () => undefined);
    const step = await restingOn(fake, upgradeStep());
    await put(fake, specOf('1.0.1+1', 'example.org/dokuwiki:1'));
    const outcome = await runStep(abraEngine(abra.open), stepContextOf(fake, step));
    expect(outcome).toMatchObject({ result: 'failed', code: 'PLAN_STALE' });
    expect(abra.calls).toEqual([]);
  });

  test('hands secrets over as input, shows none, and asks abra for none that is there', async () => {
    const secrets = ['a', 'b'].map((key) => ({ key, name: `${stack}_${key}_v1`, make: { kind: 'ask' } as const }));
    const { outcome, abra } = await upgrade(
      async ({ fake, put: putSpec }, { input }, words) => {
        if (words[1] !== 'secret') return putSpec(after);
        await fake.docker.createSecret({ Name: `${stack}_b_v1`, Labels: {}, data: input ?? new Secret('') });
        return { exitCode: 1, output: `inserted ${input?.reveal()}` };
      },
      {},
      { secrets },
    );
    expect(outcome.result).toBe('done');
    expect(abra.calls.map((words) => words.slice(0, 6).join(' '))).toEqual([
      'app secret insert wiki.example.org b v1',
      'app upgrade wiki.example.org 1.2.0+2024-02-06a --no-domain-checks --no-input',
    ]);
    expect(JSON.stringify([abra.calls, outcome])).not.toContain('hunter2');
  });

  test('fails where a secret is not there afterwards, whatever the status, and masks what abra said', async () => {
    const secrets = [{ key: 'b', name: `${stack}_b_v1`, make: { kind: 'ask' } as const }];
    const { outcome } = await upgrade(async (_, { input }) => ({ output: `got ${input?.reveal()}` }), {}, { secrets });
    expect(outcome).toMatchObject({
      result: 'failed',
      says: `wiki: abra ended with status 0, and on the node the secret ${stack}_b_v1 is not there`,
      programText: ['got [secret]'],
    });
  });

  test('undeploys by abra, then takes away what abra left', async () => {
    const fake = await running();
    const abra = makeFakeAbra(async () => {
      const [service] = await fake.docker.services({ name: `${stack}_app` });
      await fake.docker.removeService(String(service?.['ID']));
    });
    await fake.docker.createConfig({
      Name: `${stack}_page_v1`,
      Labels: { 'com.docker.stack.namespace': stack },
      Data: 'eA==',
    });
    const step = await restingOn(fake, makeStep({ kind: 'undeploy', engine: 'abra' }));
    const outcome = await runStep(abraEngine(abra.open), stepContextOf(fake, step));
    expect(outcome).toMatchObject({ result: 'done', says: 'undeployed, its data kept' });
    expect(abra.calls).toEqual([['app', 'undeploy', 'wiki.example.org', '--no-input', '--offline']]);
    expect(fake.calls).toContain(`removeConfig ${stack}_page_v1`);
  });

  test('does not call an app undeployed while its services are there', async () => {
    const fake = await running();
    const abra = makeFakeAbra(async () => ({ exitCode: 0 }));
    const step = await restingOn(fake, makeStep({ kind: 'undeploy', engine: 'abra' }));
    const outcome = await runStep(abraEngine(abra.open), stepContextOf(fake, step));
    expect(outcome).toMatchObject({ result: 'failed', says: expect.stringContaining(`${stack}_app is still there`) });
  });
});

interface Scene {
  readonly fake: FakeDocker;
  readonly context: ReturnType<typeof stepContextOf>;
  readonly put: (spec: ServiceSpec) => Promise<void>;
}

type Act = (scene: Scene, options: Parameters<Doing>[1], words: readonly string[]) => ReturnType<Doing>;

/** An upgrade of what runs, by an abra that does `act`. One secret `a` is on the node already. */
async function upgrade(act: Act, options: FakeDockerOptions = {}, over: Partial<Step> = {}) {
  const fake = await running(options);
  const values = new Map(['a', 'b'].map((key) => [`${stack}_${key}_v1`, new Secret(`hunter2-${key}`)]));
  const mask = makeMask([...values.values()]);
  const context = stepContextOf(fake, await restingOn(fake, upgradeStep(over)), { secrets: values, mask });
  const abra = makeFakeAbra((words, more) => act({ fake, context, put: (spec) => put(fake, spec) }, more, words));
  return { outcome: await runStep(abraEngine(abra.open), context), abra };
}

async function running(options: FakeDockerOptions = {}): Promise<FakeDocker> {
  const fake = makeFakeDocker(options);
  await fake.docker.createService(before);
  await fake.docker.createSecret({ Name: `${stack}_a_v1`, Labels: {}, data: new Secret('there') });
  fake.settle();
  return fake;
}

async function put({ docker }: FakeDocker, spec: ServiceSpec): Promise<void> {
  const [service] = await docker.services({ name: spec.Name });
  const index = (service?.['Version'] as { Index: number }).Index;
  await docker.updateService(String(service?.['ID']), index, spec, undefined);
}

function upgradeStep(over: Partial<Step> = {}): Step {
  return makeStep({
    kind: 'upgrade',
    engine: 'abra',
    recipe: { name: 'dokuwiki', from: '1.0.0+1', to: '1.2.0+2024-02-06a', commit: commitA },
    specs: makeStackSpecs({ services: [after] }),
    services: [{ service: 'app', kind: 'update', fields: [] }],
    ...over,
  });
}

function specOf(version: string, image: string): ServiceSpec {
  const spec = makeServiceSpec({ Name: `${stack}_app`, image });
  const { Networks: _networks, ...template } = spec.TaskTemplate;
  return { ...spec, Labels: { ...spec.Labels, [`coop-cloud.${stack}.version`]: version }, TaskTemplate: template };
}
