import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import type { Entry } from '../../../src/model/entry.js';
import type { TendEvent } from '../../../src/model/event.js';
import { Secret } from '../../../src/model/secret.js';
import { projectRecord } from '../../../src/record/project-record.js';
import { readSecret } from '../../../src/workflows/app/read-secret.js';
import { makeApp, makeRecipe, makeRegion, makeServiceSpec } from '../../support/builders.js';
import { makeFakeDocker } from '../../support/fake-docker.js';
import { makeFakeNodes } from '../../support/fake-nodes.js';
import { makeFakeLog } from '../../support/fake-region-changelog.js';
import type { FakeDockerOptions } from '../../support/fake-swarm.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeTools } from '../../support/make-tools.js';
import { onlyWith } from '../../support/only-with.js';
import type { Recipes } from '../../../src/workflows/plan/open-recipes.js';

const value = 'correct-horse-battery';
const name = 'wiki_example_org_admin_v1';
const files = { '/run/secrets/admin': value };

describe('a secret of an app that runs', () => {
  test('is read by cat in its container', async () => {
    const world = await makeWorld(withCat(files));
    const read = await world.read();
    expect(read).toMatchObject({ app: 'wiki', node: 'brunswick', secret: name });
    expect(read.value.reveal()).toBe(value);
    expect(world.execs()).toEqual([expect.stringMatching(/^exec container-\w+ cat \/run\/secrets\/admin$/)]);
  });

  test.each([name, 'admin_v1', 'admin'])('is found as %s', async (wanted) => {
    const { read } = await makeWorld(withCat(files));
    expect((await read(wanted)).secret).toBe(name);
  });

  test('is announced before it is read, and told of after', async () => {
    const world = await makeWorld((command) => {
      expect(world.entries().map(({ type }) => type)).toEqual(['intent']);
      return withCat(files)(command);
    });
    const { entry } = await world.read();
    const [intent, outcome] = world.entries();
    expect(intent).toMatchObject({ type: 'intent', steps: [{ kind: 'read-secret', app: 'wiki', secrets: [name] }] });
    expect(outcome).toMatchObject({ type: 'outcome', result: 'done', observed: null });
    expect(entry).toBe(world.log.published[1]?.id);
    expect(world.why()).toBe('first login');
  });

  test('has its value in nothing that is recorded, told or thrown', async () => {
    const world = await makeWorld(withCat(files));
    const read = await world.read();
    const broken = await makeWorld(() => ({ exitCode: 1, output: value }));
    const error: unknown = await broken.read().catch((thrown: unknown) => thrown);
    const all = [world.log.published, world.events, world.calls, broken.log.published, broken.events, read, error];
    for (const one of all) expect(`${inspect(one, { depth: 20 })}${JSON.stringify(one)}`).not.toContain(value);
  });

  test('counts as no change: nothing that plans or watches sees it', async () => {
    const world = await makeWorld(withCat(files));
    await world.read();
    const record = projectRecord(world.log.published);
    expect(record).toMatchObject({ history: [], dangling: [], reads: [{ app: 'wiki', outcome: { result: 'done' } }] });
    expect(record.lastManifest).toBeUndefined();
  });

  test('is read by busybox where the image has nothing else', async () => {
    const { read } = await makeWorld(([program, ...rest]) =>
      program === '/bin/busybox' ? withCat(files)(rest) : missing,
    );
    expect((await read()).value).toBeInstanceOf(Secret);
  });

  test('of an image without cat is not read: it says so, how to go on, and records it', async () => {
    const world = await makeWorld(() => missing);
    await expect(world.read()).rejects.toMatchObject({
      code: 'STEP_FAILED',
      message: 'wiki: the secret admin_v1 was not read: the image of app has no program that could read it (no cat)',
      tryThis: [
        expect.stringMatching(/^as root on brunswick: cat \/proc\/.*\/root\/run\/secrets\/admin$/),
        expect.any(String),
      ],
    });
    expect(world.entries().at(-1)).toMatchObject({ type: 'outcome', result: 'failed' });
  });

  test.each([
    [{ exitCode: 0, output: '' }, 'cat gave nothing'],
    [{ exitCode: 1, output: '' }, 'cat ended with status 1'],
    [{ exitCode: 0, output: 'a\ufffdb' }, 'it is no text'],
  ])('is never taken from an answer like %j', async (answer, says) => {
    const { read } = await makeWorld(() => answer);
    await expect(read()).rejects.toMatchObject({ code: 'STEP_FAILED', message: expect.stringContaining(says) });
  });

  test('that there is not, or of an app that does not run, is recorded nowhere', async () => {
    const world = await makeWorld(withCat(files));
    await expect(world.read('smtp')).rejects.toMatchObject({
      code: 'USAGE',
      details: ['it uses: admin'],
      tryThis: ['tend app secret show wiki admin --why "REASON"'],
    });
    const away = await makeWorld(withCat(files), { deployed: false });
    await expect(away.read()).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('not deployed'),
    });
    expect([...world.entries(), ...away.entries()]).toEqual([]);
  });

  test('in a container on another server is not read, and recorded nowhere', async () => {
    const world = await makeWorld(withCat(files), { elsewhere: true });
    await expect(world.read()).rejects.toMatchObject({
      code: 'STEP_FAILED',
      tryThis: expect.arrayContaining([expect.stringContaining('docker exec CONTAINER cat')]),
    });
    expect(world.entries()).toEqual([]);
  });

  test('is not read after somebody said stop, which is recorded', async () => {
    const world = await makeWorld(withCat(files));
    await expect(world.read('admin', AbortSignal.abort())).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(world.execs()).toEqual([]);
    expect(world.entries().at(-1)).toMatchObject({ type: 'outcome', result: 'aborted' });
  });
});

type Exec = NonNullable<FakeDockerOptions['exec']>;

/** What Docker says of a program that there is not, on stdout. */
const missing = { exitCode: 127, output: 'OCI runtime exec failed: exec: "cat": executable file not found in $PATH' };

function withCat(known: Readonly<Record<string, string>>): Exec {
  return ([program, path = '']) =>
    program === 'cat' ? { exitCode: path in known ? 0 : 1, output: known[path] ?? '' } : missing;
}

/** A wiki that runs on one node and has one secret. */
async function makeWorld(exec: Exec, { deployed = true, elsewhere = false } = {}) {
  const fake = makeFakeDocker({ exec });
  if (deployed) await deployWiki(fake.docker);
  fake.settle();
  const docker = elsewhere ? { ...fake.docker, container: async () => undefined } : fake.docker;
  const log = makeFakeLog();
  const changelog = log.machine().open();
  const details: string[] = [];
  const open = makeOpenRegion({
    region: makeRegion({ apps: [makeApp()] }),
    changelog: { ...changelog, putDetail: async (text) => (details.push(text), changelog.putDetail(text)) },
  });
  const events: TendEvent[] = [];
  const tools = { ...makeTools({ nodes: makeFakeNodes({ brunswick: docker }) }), recipes };
  return {
    log,
    events,
    calls: fake.calls,
    execs: () => fake.calls.filter((call) => call.startsWith('exec')),
    entries: () => log.published.map(({ entry }): Entry => entry).filter(({ type }) => type !== 'steward.assign'),
    why: () => (JSON.parse(details[0] ?? '{}') as { why?: string }).why,
    read: (secret = 'admin', signal = new AbortController().signal) =>
      readSecret(tools, open, { app: 'wiki', secret, why: 'first login', signal, tell: (event) => events.push(event) }),
  };
}

async function deployWiki(docker: ReturnType<typeof makeFakeDocker>['docker']): Promise<void> {
  const labels = { 'com.docker.stack.namespace': 'wiki_example_org' };
  const SecretID = await docker.createSecret({ Name: name, Labels: labels, data: new Secret(value) });
  const spec = makeServiceSpec({ Name: 'wiki_example_org_app', Labels: labels });
  const File = { Name: 'admin', UID: '0', GID: '0', Mode: 0o444 };
  const ContainerSpec = { ...spec.TaskTemplate.ContainerSpec, Secrets: [{ SecretID, SecretName: name, File }] };
  await docker.createService({ ...spec, TaskTemplate: { ...spec.TaskTemplate, ContainerSpec, Networks: [] } });
}

const recipes = onlyWith<Recipes>('recipes', {
  read: async () =>
    makeRecipe({
      files: {
        'compose.yml':
          'version: "3.8"\nservices:\n  app:\n    image: dokuwiki:1\n    secrets: [admin]\nsecrets:\n  admin:\n    external: true\n    name: ${STACK_NAME}_admin_${SECRET_ADMIN_VERSION}\n',
        '.env.sample': 'TYPE=dokuwiki\nSECRET_ADMIN_VERSION=v1\n',
      },
    }),
});
