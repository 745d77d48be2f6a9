import { describe, expect, test } from '@jest/globals';
import { deployStack } from '../../src/apply/deploy-stack.js';
import type { TouchedService } from '../../src/apply/step-context.js';
import { Secret } from '../../src/model/secret.js';
import type { Step } from '../../src/model/step.js';
import { makeServiceSpec, makeStackSpecs, makeStep } from '../support/builders.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { restingOn, stepContextOf } from './step-context-of.js';

const stack = 'wiki_example_org';
const app = makeServiceSpec();
const db = makeServiceSpec({ Name: `${stack}_db`, image: 'example.org/postgres:15' });

/** A first deployment that needs one of everything. */
function wholeStep(over: Partial<Step> = {}): Step {
  const container = { ...app.TaskTemplate.ContainerSpec };
  const withAll = {
    ...app,
    TaskTemplate: {
      ContainerSpec: {
        ...container,
        Secrets: [{ SecretName: `${stack}_token_v1` }],
        Configs: [{ ConfigName: `${stack}_page_v1` }],
      },
      Networks: [{ Target: `${stack}_default` }, { Target: 'proxy' }],
    },
  };
  return makeStep({
    specs: makeStackSpecs({
      services: [withAll, { ...db, TaskTemplate: { ...db.TaskTemplate, Networks: [{ Target: `${stack}_default` }] } }],
      networks: [{ Name: `${stack}_default`, Driver: 'overlay', Labels: {} }],
      configs: [{ Name: `${stack}_page_v1`, Labels: {}, Data: 'eA==' }],
    }),
    secrets: [{ key: 'token', name: `${stack}_token_v1`, make: { kind: 'generate', length: 8, charset: 'alnum' } }],
    configs: [`${stack}_page_v1`],
    networks: [`${stack}_default`],
    sharedNetworks: ['proxy'],
    services: [change('app', 'create'), change('db', 'create')],
    ...over,
  });
}

const secrets = new Map([[`${stack}_token_v1`, new Secret('hunter2!')]]);

describe('deployStack', () => {
  test('asks at once for what does not need each other, and lets it end before a failure is told', async () => {
    const fake = makeFakeDocker();
    const refused = new Error('refused');
    const docker = {
      ...fake.docker,
      createSecret: async () => Promise.reject(refused),
      createConfig: async (spec: { Name: string }) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        fake.calls.push(`made ${spec.Name}`);
        return 'id';
      },
    };
    const context = stepContextOf(fake, wholeStep(), { secrets, docker });
    await expect(deployStack(context, () => undefined)).rejects.toBe(refused);
    expect(fake.calls).toEqual(['createNetwork proxy', `createNetwork ${stack}_default`, `made ${stack}_page_v1`]);
  });

  test('makes secrets, then configs, networks and services, and gives services the ids', async () => {
    const fake = makeFakeDocker();
    await deployStack(stepContextOf(fake, wholeStep(), { secrets }), () => undefined);
    expect(fake.calls).toEqual([
      `createSecret ${stack}_token_v1`,
      `createConfig ${stack}_page_v1`,
      'createNetwork proxy',
      `createNetwork ${stack}_default`,
      `createService ${stack}_app`,
      `createService ${stack}_db`,
    ]);
    expect(fake.secrets.get(`${stack}_token_v1`)).toBe('hunter2!');
    const [service] = await fake.docker.services({ name: `${stack}_app` });
    const [secret] = await fake.docker.secrets();
    const [config] = await fake.docker.configs();
    expect(service).toMatchObject({
      Spec: {
        TaskTemplate: {
          ContainerSpec: { Secrets: [{ SecretID: secret?.['ID'] }], Configs: [{ ConfigID: config?.['ID'] }] },
        },
      },
    });
  });

  test('goes on where somebody else has made the secret or the network a moment ago', async () => {
    const fake = makeFakeDocker();
    await fake.docker.createSecret({ Name: `${stack}_token_v1`, Labels: {}, data: new Secret('theirs') });
    await fake.docker.createNetwork({ Name: 'proxy', Driver: 'overlay', Labels: {} });
    await deployStack(stepContextOf(fake, wholeStep(), { secrets }), () => undefined);
    expect(fake.secrets.get(`${stack}_token_v1`)).toBe('theirs');
    expect(fake.calls.at(-1)).toBe(`createService ${stack}_db`);
  });

  test('goes on where a run that was cut short left the config, and refuses another content under its name', async () => {
    const left = makeFakeDocker();
    await left.docker.createConfig({ Name: `${stack}_page_v1`, Labels: {}, Data: 'eA==' });
    await deployStack(stepContextOf(left, wholeStep(), { secrets }), () => undefined);
    expect(left.calls.at(-1)).toBe(`createService ${stack}_db`);
    const other = makeFakeDocker();
    await other.docker.createConfig({ Name: `${stack}_page_v1`, Labels: {}, Data: 'eQ==' });
    const sent = deployStack(stepContextOf(other, wholeStep(), { secrets }), () => undefined);
    await expect(sent).rejects.toMatchObject({ name: 'DockerError', status: 409 });
  });

  test('touches only what the plan changes, and sends the Version.Index that the plan showed', async () => {
    const fake = makeFakeDocker();
    await deployStack(stepContextOf(fake, wholeStep(), { secrets }), () => undefined);
    fake.settle();
    const before = await fake.docker.service(`${stack}_app`);
    const made = fake.calls.length;
    const touched: TouchedService[] = [];
    const specs = wholeStep().specs;
    const services = [change('app', 'update'), change('db', 'unchanged')];
    const step = await restingOn(fake, makeStep({ kind: 'change', specs, services }));
    await deployStack(stepContextOf(fake, step), (service) => touched.push(service));
    expect(fake.calls.slice(made)).toEqual([`updateService ${stack}_app`]);
    expect(touched).toMatchObject([{ id: before['ID'], kind: 'updated', before: { name: `${stack}_app` } }]);
    expect(touched[0]?.tasksBefore.size).toBe(1);
  });

  describe('where somebody changed a service since the plan was made', () => {
    const specs = makeStackSpecs({ services: [withoutNetworks(app), withoutNetworks(db)] });
    const theirs = withoutNetworks(makeServiceSpec({ env: ['X=1'] }));

    async function planned(over: Partial<Step> = {}) {
      const fake = makeFakeDocker();
      for (const spec of specs.services) await fake.docker.createService(spec);
      fake.settle();
      const services = [change('db', 'update'), change('app', 'update')];
      const reversed = { ...specs, services: specs.services.toReversed() };
      return { fake, step: await restingOn(fake, makeStep({ kind: 'change', specs: reversed, services, ...over })) };
    }

    async function changeFromOutside({ docker }: ReturnType<typeof makeFakeDocker>): Promise<void> {
      const there = await docker.service(`${stack}_app`);
      await docker.updateService(String(there['ID']), Number((there['Version'] as { Index: number }).Index), theirs);
    }

    async function expectTheirs({ docker }: ReturnType<typeof makeFakeDocker>): Promise<void> {
      const left = await docker.service(`${stack}_app`);
      expect(left).toMatchObject({ Spec: { TaskTemplate: { ContainerSpec: { Env: ['X=1'] } } } });
    }

    test('leaves it as it is, and names those that were sent before', async () => {
      const { fake, step } = await planned();
      await changeFromOutside(fake);
      const touched: TouchedService[] = [];
      const sent = deployStack(stepContextOf(fake, step), (service) => touched.push(service));
      await expect(sent).rejects.toMatchObject({
        code: 'PLAN_STALE',
        message: `${stack}_app on brunswick is not as it was when the plan was made: it was left as it is`,
      });
      expect(touched.map(({ name }) => name)).toEqual([`${stack}_db`]);
      await expectTheirs(fake);
    });

    test('is refused by Docker itself between looking and sending', async () => {
      const { fake, step } = await planned({ services: [change('app', 'update')] });
      const context = stepContextOf(fake, step);
      const stale = await context.look();
      await changeFromOutside(fake);
      let looks = 0;
      const look = async () => (looks++ === 0 ? stale : context.look());
      await expect(deployStack({ ...context, look }, () => undefined)).rejects.toMatchObject({ code: 'PLAN_STALE' });
      await expectTheirs(fake);
    });

    test('makes no service that is there by now, and none that is gone', async () => {
      const { fake, step } = await planned();
      const bare = { ...step, rests: { ...step.rests, services: [] } };
      await expect(deployStack(stepContextOf(fake, bare), () => undefined)).rejects.toMatchObject({
        code: 'PLAN_STALE',
      });
      await fake.docker.removeService(`${stack}_db`);
      const made = fake.calls.length;
      await expect(deployStack(stepContextOf(fake, step), () => undefined)).rejects.toMatchObject({
        code: 'PLAN_STALE',
      });
      expect(fake.calls).toHaveLength(made);
    });
  });

  test('sends the credentials of the registry with each service', async () => {
    const fake = makeFakeDocker();
    const auth = { serveraddress: 'example.org', username: 'ada', password: new Secret('pass word') };
    await deployStack(stepContextOf(fake, wholeStep(), { secrets, authFor: async () => auth }), () => undefined);
    expect(fake.auths.get(`createService ${stack}_app`)).toBe(auth);
  });

  test('writes nothing more once the lock is lost', async () => {
    const fake = makeFakeDocker();
    const context = stepContextOf(fake, wholeStep(), { secrets });
    fake.before('createNetwork', () => context.loseLock());
    const touched: TouchedService[] = [];
    await expect(deployStack(context, (service) => touched.push(service))).rejects.toMatchObject({ code: 'LOCK_HELD' });
    expect(fake.calls).toEqual([
      `createSecret ${stack}_token_v1`,
      `createConfig ${stack}_page_v1`,
      'createNetwork proxy',
    ]);
    expect(touched).toEqual([]);
  });

  test('names each service as it is touched, so that a failure in the middle is seen', async () => {
    const fake = makeFakeDocker();
    fake.before('createService', (call) => {
      if (call === 2) throw new Error('the cable');
    });
    const touched: TouchedService[] = [];
    const sent = deployStack(stepContextOf(fake, wholeStep(), { secrets }), (service) => touched.push(service));
    await expect(sent).rejects.toThrow('the cable');
    expect(touched.map(({ name }) => name)).toEqual([`${stack}_app`]);
  });

  test('sends nothing where nobody gave a secret', async () => {
    const fake = makeFakeDocker();
    await expect(deployStack(stepContextOf(fake, wholeStep()), () => undefined)).rejects.toMatchObject({
      code: 'STEP_FAILED',
      message: `wiki: nobody gave the secret ${stack}_token_v1`,
    });
    expect(fake.calls).toEqual([]);
  });

  test('names the config that a service wants and the swarm has not', async () => {
    const fake = makeFakeDocker();
    const sent = deployStack(stepContextOf(fake, wholeStep({ configs: [] }), { secrets }), () => undefined);
    await expect(sent).rejects.toMatchObject({
      message: `${stack}_app: the config ${stack}_page_v1 is not on the swarm`,
      tryThis: ['tend plan'],
    });
  });
});

function change(service: string, kind: 'create' | 'update' | 'unchanged') {
  return { service, kind, fields: [] };
}

function withoutNetworks(spec: typeof app): typeof app {
  const { Networks: _networks, ...template } = spec.TaskTemplate;
  return { ...spec, TaskTemplate: template };
}
