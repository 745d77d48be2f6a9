import { describe, expect, test } from '@jest/globals';
import { runStep } from '../../src/apply/run-step.js';
import { swarmEngine } from '../../src/apply/swarm-engine.js';
import type { StepContext } from '../../src/apply/step-context.js';
import { DockerError } from '../../src/model/docker-error.js';
import { KnownError } from '../../src/model/known-error.js';
import { Secret } from '../../src/model/secret.js';
import type { ServiceSpec } from '../../src/model/service-spec.js';
import type { Step } from '../../src/model/step.js';
import type { Raw } from '../../src/tools/docker.js';
import { makeMask } from '../../src/tools/make-mask.js';
import { commitA, makeServiceSpec, makeStackSpecs, makeStep } from '../support/builders.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import type { Fate } from '../support/fake-swarm.js';
import { restingOn, stepContextOf, type TestContext } from './step-context-of.js';

const stack = 'wiki_example_org';

describe('runStep', () => {
  test('deploys, waits until the tasks run, and tells what was seen', async () => {
    const { outcome, context } = await deploy('runs');
    expect(outcome).toMatchObject({ result: 'done', says: 'deployed 1.2.0+2024-02-06a', programText: [], tryThis: [] });
    expect(outcome.observed).toMatchObject({
      swarm: 'swarm1',
      services: [{ name: 'app', running: 1, wanted: 1, healthy: 1 }],
    });
    expect(context.told.some((line) => line.startsWith('settling app: 0 of 1 task new'))).toBe(true);
  });

  test('fails with what the failing task said last, masked', async () => {
    const fake = makeFakeDocker({ fate: () => 'fails' });
    const context = stepOf(fake, { mask: makeMask([new Secret('hunter2!')]) });
    const docker = { ...copyOf(fake.docker), logLines: async () => ['password hunter2! refused'] };
    const outcome = await runStep(swarmEngine, { ...context, docker });
    expect(outcome).toMatchObject({
      result: 'failed',
      code: 'STEP_FAILED',
      tryThis: expect.arrayContaining(['again: tend apply --app wiki --retry']),
    });
    expect(outcome.programText).toEqual(['task: non-zero exit (1)', 'password [secret] refused']);
  });

  test('says rolled back where the swarm went back, and what runs again', async () => {
    const { outcome } = await upgrade('rolls-back');
    expect(outcome).toMatchObject({
      result: 'rolled-back',
      code: 'STEP_ROLLED_BACK',
      says: expect.stringContaining('1.0.0+1 runs again'),
    });
  });

  test('puts the former specs back where the swarm paused, with the index of now', async () => {
    const { outcome, fake } = await upgrade('pauses');
    expect(outcome).toMatchObject({
      result: 'paused',
      code: 'STEP_ROLLED_BACK',
      says: expect.stringContaining('put back and runs again'),
    });
    expect(fake.calls.filter((call) => call.startsWith('updateService'))).toHaveLength(2);
    const [service] = await fake.docker.services({ name: `${stack}_app` });
    expect(service).toMatchObject({ Spec: { TaskTemplate: { ContainerSpec: { Env: ['V=1'] } } } });
  });

  test('does not put back what may have changed its data, and says that it may be down', async () => {
    const { outcome, fake } = await upgrade('pauses', {
      recipe: { name: 'dokuwiki', from: '1.0.0+1', to: '2.0.0+2', commit: commitA },
    });
    expect(outcome).toMatchObject({
      result: 'paused',
      code: 'STEP_FAILED',
      says: expect.stringContaining('wiki may be down'),
    });
    expect(fake.calls.filter((call) => call.startsWith('updateService'))).toHaveLength(1);
  });

  test('gives up after its time, however long a task hangs', async () => {
    const { outcome } = await deploy('hangs');
    expect(outcome).toMatchObject({ result: 'failed', says: expect.stringContaining('did not settle in time') });
    expect(outcome.seconds).toBeGreaterThanOrEqual(300);
    expect(outcome.seconds).toBeLessThan(310);
  });

  test('takes the time that the recipe names', async () => {
    const { outcome } = await deploy('waits', { [`coop-cloud.${stack}.timeout`]: '30' });
    expect(outcome.seconds).toBeLessThan(40);
  });

  test('gives more time while Docker still prepares a task, up to the bound that it tells', async () => {
    const { outcome, context } = await deploy('hangs', { [`coop-cloud.${stack}.timeout`]: '30' });
    expect(outcome.seconds).toBeGreaterThanOrEqual(300);
    expect(outcome.seconds).toBeLessThan(310);
    expect(context.told).toContainEqual(expect.stringMatching(/^settling .* \(4\d s of at most 5 min\)$/));
  });

  test('fails as soon as it is clear that tasks keep becoming unhealthy, with what the check printed last', async () => {
    const { outcome } = await deploy('unhealthy');
    expect(outcome).toMatchObject({
      result: 'failed',
      says: expect.stringContaining('did not come up (app: killed as unhealthy, 3 times)'),
      programText: ['app: its health check said last (exit 1): not today'],
    });
    expect(outcome.seconds).toBeLessThan(10);
  });

  test('stops waiting when a person says stop, and does not claim to know', async () => {
    const fake = makeFakeDocker({ fate: () => 'hangs' });
    const context = stepOf(fake);
    fake.before('tasks', (call) => {
      if (call === 5) context.stop();
    });
    const outcome = await runStep(swarmEngine, context);
    expect(outcome).toMatchObject({
      result: 'unknown',
      code: 'INTERRUPTED',
      observed: { services: [{ name: 'app' }] },
    });
    expect(outcome.seconds).toBeLessThan(10);
  });

  test('is failed where Docker refused the first change, partial where it refused a later one', async () => {
    const first = makeFakeDocker();
    first.failing('createService', new DockerError(500, 'no'));
    expect(await runStep(swarmEngine, stepOf(first))).toMatchObject({ result: 'failed', code: 'STEP_FAILED' });
    const second = makeFakeDocker();
    second.before('createService', (call) => {
      if (call === 2) throw new DockerError(500, 'no');
    });
    expect(await runStep(swarmEngine, stepOf(second, {}, ['app', 'db']))).toMatchObject({
      result: 'partial',
      code: 'STEP_PARTIAL',
    });
  });

  test('writes nothing more once the lock is lost, and says what was done by then', async () => {
    const fake = makeFakeDocker();
    const context = stepOf(fake, {}, ['app', 'db']);
    fake.before('createService', () => context.loseLock());
    expect(await runStep(swarmEngine, context)).toMatchObject({ result: 'partial', code: 'LOCK_HELD' });
    expect(fake.calls).toEqual([`createService ${stack}_app`]);
  });

  test('is unknown where the node could not be looked at afterwards', async () => {
    const fake = makeFakeDocker();
    const context = stepOf(fake);
    fake.before('createService', () => fake.failing('services', new DockerError(500, 'gone')));
    expect(await runStep(swarmEngine, context)).toMatchObject({
      result: 'unknown',
      says: expect.stringContaining('could not be looked at'),
    });
  });

  test('lets a bug through, so that it is reported as one', async () => {
    const fake = makeFakeDocker();
    fake.failing('createService', new TypeError('x is undefined'));
    await expect(runStep(swarmEngine, stepOf(fake))).rejects.toThrow(TypeError);
  });

  test('undeploys services, then networks and configs of the stack; secrets and volumes stay', async () => {
    const fake = makeFakeDocker();
    const labels = { 'com.docker.stack.namespace': stack };
    await fake.docker.createNetwork({ Name: `${stack}_default`, Driver: 'overlay', Labels: labels });
    await fake.docker.createConfig({ Name: `${stack}_page_v1`, Labels: labels, Data: 'eA==' });
    await fake.docker.createSecret({ Name: `${stack}_token_v1`, Labels: labels, data: new Secret('hunter2!') });
    await fake.docker.createService(specOf('app'));
    fake.addVolume(`${stack}_data`, stack);
    const made = fake.calls.length;
    const outcome = await runStep(swarmEngine, await undeployOf(fake));
    expect(outcome).toMatchObject({ result: 'done', says: 'undeployed, its data kept', observed: { services: [] } });
    expect(fake.calls.slice(made)).toEqual([
      `removeService ${stack}_app`,
      `removeNetwork ${stack}_default`,
      `removeConfig ${stack}_page_v1`,
    ]);
    expect(await fake.docker.secrets({ stack })).toHaveLength(1);
    expect(await fake.docker.volumes({ stack })).toHaveLength(1);
  });

  test('removes services that the recipe no longer has only after the others have settled', async () => {
    const fake = makeFakeDocker();
    await fake.docker.createService(specOf('old'));
    const step = await restingOn(fake, deployStep(['app'], {}));
    const services = [...step.services, { service: 'old', kind: 'remove', fields: [] } as const];
    expect(await runStep(swarmEngine, stepContextOf(fake, { ...step, services }))).toMatchObject({ result: 'done' });
    expect(fake.calls.slice(1)).toEqual([`createService ${stack}_app`, `removeService ${stack}_old`]);
    const broken = makeFakeDocker({ fate: (spec) => (spec.Name.endsWith('_app') ? 'fails' : 'runs') });
    await broken.docker.createService(specOf('old'));
    await runStep(swarmEngine, stepContextOf(broken, { ...step, services }));
    expect(broken.calls).not.toContain(`removeService ${stack}_old`);
  });
});

describe('an undeploy', () => {
  const labels = { 'com.docker.stack.namespace': stack };

  async function running(services: readonly string[] = ['app', 'db']) {
    const fake = makeFakeDocker();
    for (const name of services) await fake.docker.createService(specOf(name));
    fake.settle();
    return fake;
  }

  test('that Docker refused half-way is partial, and failed where it refused the first removal', async () => {
    const half = await running();
    half.before('removeService', (call) => {
      if (call === 2) throw new DockerError(500, 'no');
    });
    expect(await runStep(swarmEngine, await undeployOf(half))).toMatchObject({
      result: 'partial',
      code: 'STEP_PARTIAL',
      says: expect.stringContaining('some services were removed already'),
      observed: { services: [{ name: 'db' }] },
    });
    const none = await running();
    none.failing('removeService', new DockerError(500, 'no'));
    expect(await runStep(swarmEngine, await undeployOf(none))).toMatchObject({ result: 'failed', code: 'STEP_FAILED' });
  });

  test('that a person stops once services are gone does not say that nothing happened', async () => {
    const fake = await running();
    await fake.docker.createNetwork({ Name: `${stack}_default`, Driver: 'overlay', Labels: labels });
    const context = await undeployOf(fake);
    fake.before('containers', () => context.stop());
    expect(await runStep(swarmEngine, context)).toMatchObject({
      result: 'unknown',
      code: 'INTERRUPTED',
      observed: { services: [] },
    });
    expect(fake.calls).not.toContain(`removeNetwork ${stack}_default`);
  });

  test('whose answer got lost is judged by what is seen', async () => {
    const fake = await running(['app']);
    const lost = new KnownError('NODE_UNREACHABLE', 'brunswick: the connection broke', {
      tryThis: ['ssh brunswick true'],
    });
    const docker = {
      ...copyOf(fake.docker),
      removeService: async (id: string) => {
        await fake.docker.removeService(id);
        throw lost;
      },
    };
    expect(await runStep(swarmEngine, { ...(await undeployOf(fake)), docker })).toMatchObject({
      result: 'partial',
      code: 'NODE_UNREACHABLE',
      observed: { services: [] },
    });
    const away = await running(['app']);
    away.failing('removeService', lost);
    expect(await runStep(swarmEngine, await undeployOf(away))).toMatchObject({ result: 'failed' });
  });

  test('names the networks and configs that do not go, and what to do', async () => {
    const fake = await running(['app']);
    await fake.docker.createNetwork({ Name: `${stack}_default`, Driver: 'overlay', Labels: labels });
    await fake.docker.createConfig({ Name: `${stack}_page_v1`, Labels: labels, Data: 'eA==' });
    fake.failing('removeNetwork', new DockerError(403, 'has active endpoints'));
    expect(await runStep(swarmEngine, await undeployOf(fake))).toMatchObject({
      result: 'partial',
      code: 'STEP_PARTIAL',
      says: `wiki: its services are removed, but this is still there: the network ${stack}_default`,
      tryThis: [expect.stringContaining('docker network inspect'), 'then again: tend apply --app wiki --remove wiki'],
    });
    expect(fake.calls).toContain(`removeConfig ${stack}_page_v1`);
  });

  test('waits for tasks on the other servers of the swarm, and tells where they do not end', async () => {
    const fake = await running(['app']);
    const step = await undeployOf(fake);
    const there = await fake.docker.tasks();
    const ends = { ...copyOf(fake.docker), containers: async () => [], tasks: tasksThatEndAfter(6, there) };
    expect(await runStep(swarmEngine, { ...step, docker: ends })).toMatchObject({ result: 'done' });
    const again = await running(['app']);
    const stays = { ...copyOf(again.docker), containers: async () => [], tasks: tasksThatEndAfter(Infinity, there) };
    expect(await runStep(swarmEngine, { ...(await undeployOf(again)), docker: stays })).toMatchObject({
      result: 'partial',
      says: expect.stringContaining('tasks that do not end'),
    });
  });

  test('removes nothing where a service is other than planned', async () => {
    const fake = await running();
    const context = await undeployOf(fake);
    await fake.docker.createService(specOf('new'));
    expect(await runStep(swarmEngine, context)).toMatchObject({ result: 'failed', code: 'PLAN_STALE' });
    expect(fake.calls.filter((call) => call.startsWith('removeService'))).toEqual([]);
  });

  test('is partial where somebody deployed again meanwhile', async () => {
    const fake = await running(['app']);
    const context = await undeployOf(fake);
    fake.before('networks', (call) => {
      if (call === 2) void fake.docker.createService(specOf('app'));
    });
    expect(await runStep(swarmEngine, context)).toMatchObject({
      result: 'partial',
      says: expect.stringContaining(`${stack}_app`),
    });
  });
});

function tasksThatEndAfter(looks: number, there: readonly Raw[]): () => Promise<Raw[]> {
  let left = looks;
  return async () => (left-- > 0 ? [...there] : []);
}

async function undeployOf(fake: ReturnType<typeof makeFakeDocker>): Promise<TestContext> {
  return stepContextOf(fake, await restingOn(fake, makeStep({ kind: 'undeploy' })));
}

async function deploy(fate: Fate, labels: Readonly<Record<string, string>> = {}) {
  const fake = makeFakeDocker({ fate: () => fate, looksToSettle: 6 });
  const context = stepContextOf(fake, deployStep(['app'], labels));
  return { outcome: await runStep(swarmEngine, context), context };
}

/** From V=1, which runs, to V=2, which fares like that. */
async function upgrade(fate: Fate, over: Partial<Step> = {}) {
  const fake = makeFakeDocker({
    fate: (spec) => ((spec.TaskTemplate.ContainerSpec.Env ?? []).includes('V=2') ? fate : 'runs'),
  });
  await fake.docker.createService(specOf('app', ['V=1']));
  fake.settle();
  const step = makeStep({
    kind: 'upgrade',
    recipe: { name: 'dokuwiki', from: '1.0.0+1', to: '1.1.0+2', commit: commitA },
    specs: makeStackSpecs({ services: [specOf('app', ['V=2'])] }),
    services: [{ service: 'app', kind: 'update', fields: [] }],
    ...over,
  });
  return { outcome: await runStep(swarmEngine, stepContextOf(fake, await restingOn(fake, step))), fake };
}

function stepOf(
  fake: ReturnType<typeof makeFakeDocker>,
  more: Partial<StepContext> = {},
  services = ['app'],
): TestContext {
  return stepContextOf(fake, deployStep(services, {}), more);
}

function deployStep(services: readonly string[], labels: Readonly<Record<string, string>>): Step {
  const specs = services.map((name) => {
    const spec = specOf(name);
    return { ...spec, Labels: { ...spec.Labels, ...labels } };
  });
  return makeStep({
    specs: makeStackSpecs({ services: specs }),
    services: services.map((service) => ({ service, kind: 'create', fields: [] })),
  });
}

function specOf(name: string, env: readonly string[] = []): ServiceSpec {
  const spec = makeServiceSpec({ Name: `${stack}_${name}`, env });
  const { Networks: _networks, ...template } = spec.TaskTemplate;
  return { ...spec, TaskTemplate: template };
}

function copyOf<T extends object>(proxied: T): T {
  return Object.fromEntries(Object.keys(proxied).map((key) => [key, Reflect.get(proxied, key) as unknown])) as T;
}
