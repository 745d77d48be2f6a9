import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deployStack } from '../src/apply/deploy-stack.js';
import type { StepContext, TouchedService } from '../src/apply/step-context.js';
import { waitUntilSettled } from '../src/apply/wait-until-settled.js';
import type { Node } from '../src/model/region.js';
import { Secret } from '../src/model/secret.js';
import type { ServiceSpec } from '../src/model/service-spec.js';
import { observeStack } from '../src/observe/observe-stack.js';
import { realClock } from '../src/tools/clock.js';
import type { Docker, Raw } from '../src/tools/docker.js';
import { makeStackSpecs, makeStep } from '../test/support/builders.js';
import { dockerHost, roundTrip, type BenchLab } from './bench-lab.js';
import { nowhere } from './fill-node.js';
import { inTurn, median, run, timed } from './measure.js';
import type { Row } from './row.js';

const rtt = `RTT ${roundTrip}`;

/** Sending a deployment whose tasks run nowhere: what is measured is the sending alone. */
export async function benchSubmit(lab: BenchLab): Promise<Row[]> {
  const [node] = lab.nodes as [Node];
  const nodes = lab.connect();
  const { docker } = await nodes.connect(node);
  await writeCompose(lab);
  let number = 0;
  const { tend, cli } = await inTurn(5, {
    tend: () => deployStack(contextOf(docker, `tend${++number}`), () => {}),
    cli: () => deployByClient(lab, node, `cli${++number}`),
  });
  await nodes.closeAll();
  const what = `3 services, 2 secrets, 1 config sent, warm, ${rtt}`;
  const baseline = { what: 'docker secret create ×2, stack deploy', ms: cli };
  return [{ what, ms: tend, baseline, must: { faster: 8 }, stretch: { faster: 15 } }];
}

async function writeCompose({ folder }: BenchLab): Promise<void> {
  const service = `{ image: "small:1", secrets: [one, two], configs: [page], networks: [internal], deploy: { placement: { constraints: ["${nowhere.Placement.Constraints[0]}"] } } }`;
  const lines = [
    'version: "3.8"',
    `services: { app: ${service}, db: ${service}, worker: ${service} }`,
    'secrets: { one: { external: true, name: "${STACK}_one" }, two: { external: true, name: "${STACK}_two" } }',
    'configs: { page: { file: ./page } }',
    'networks: { internal: {} }',
  ];
  await mkdir(join(folder, 'stack'));
  await writeFile(join(folder, 'stack', 'compose.yml'), lines.join('\n'));
  for (const name of ['one', 'two', 'page']) await writeFile(join(folder, 'stack', name), 'content');
}

/** As recipes want it: secrets first, each by itself. Nobody asks a registry, here as there. */
async function deployByClient({ env, folder }: BenchLab, node: Node, stack: string): Promise<void> {
  const options = { env: { ...env, STACK: stack }, cwd: join(folder, 'stack') };
  const deploy = ['stack', 'deploy', '--detach', '--resolve-image', 'never', '-c', 'compose.yml', stack];
  const secrets = ['one', 'two'].map((name) => ['secret', 'create', `${stack}_${name}`, name]);
  for (const words of [...secrets, deploy]) await run('docker', ['-H', dockerHost(node), ...words], options);
}

/** What `tend apply` hands to a step of the same three services. */
function contextOf(docker: Docker, stack: string): StepContext {
  const Labels = { 'com.docker.stack.namespace': stack };
  const secrets = ['one', 'two'].map((key) => `${stack}_${key}`);
  const config = `${stack}_page`;
  const network = `${stack}_internal`;
  const Image = 'small:1';
  const ContainerSpec = { Image, Secrets: secrets.map(secretUse), Configs: [configUse(config)] };
  const TaskTemplate = { ContainerSpec, ...nowhere, Networks: [{ Target: network }] };
  const names = ['app', 'db', 'worker'];
  const step = makeStep({
    stack: stack,
    services: names.map((service) => ({ service, kind: 'create', fields: [] })),
    secrets: secrets.map((name) => ({ key: name, name, make: { kind: 'generate', length: 8, charset: 'alnum' } })),
    configs: [config],
    networks: [network],
    sharedNetworks: [],
    specs: makeStackSpecs({
      services: names.map((name) => ({ Name: `${stack}_${name}`, Labels, TaskTemplate })),
      configs: [{ Name: config, Labels, Data: 'Y29udGVudA==' }],
      networks: [{ Name: network, Driver: 'overlay', Labels }],
    }),
  });
  const values = new Map(secrets.map((name) => [name, new Secret('content')]));
  return { ...quietContext(docker, stack), step, secrets: values };
}

function secretUse(SecretName: string) {
  return { SecretName, File: { Name: SecretName, UID: '0', GID: '0', Mode: 0o444 } };
}

function configUse(ConfigName: string) {
  return { ConfigName, File: { Name: '/page', UID: '0', GID: '0', Mode: 0o444 } };
}

function quietContext(docker: Docker, stack: string): Omit<StepContext, 'step' | 'secrets'> {
  return {
    docker,
    clock: realClock,
    look: () => observeStack(docker, stack),
    health: async () => undefined,
    authFor: async () => undefined,
    fence: () => {},
    tell: () => {},
    mask: (text) => text,
    signal: new AbortController().signal,
  };
}

/** From the moment at which the swarm calls an update completed until tend says so: all servers at once, four times. */
export async function benchNoticeLag(lab: BenchLab): Promise<Row[]> {
  const nodes = lab.connect();
  const lags = await Promise.all(lab.nodes.map(async (node) => lagsOn((await nodes.connect(node)).docker)));
  await nodes.closeAll();
  const ms = median(lags.flatMap((one) => one.lags));
  const baseline = {
    what: 'one question over the same connection',
    ms: median(lags.flatMap((one) => one.questions)),
  };
  const what = `an upgrade's end noticed, ${rtt}`;
  return [{ what, ms, baseline, must: { atMost: 16 }, stretch: { atMost: 3.6 } }];
}

async function lagsOn(docker: Docker): Promise<{ lags: number[]; questions: number[] }> {
  const stack = 'lag';
  const context = { ...quietContext(docker, stack), step: { stack }, secrets: new Map() } as unknown as StepContext;
  const id = await docker.createService(lagSpec(0));
  await settle(context, { id, name: 'lag_app', kind: 'created', tasksBefore: new Set() });
  const [lags, questions]: [number[], number[]] = [[], []];
  for (let round = 1; round <= 4; round++) {
    const [before] = await context.look();
    if (!before) throw new Error('the service is gone');
    await docker.updateService(id, before.index, lagSpec(round));
    const tasksBefore = new Set(before.tasks.map((task) => task.id));
    await settle(context, { id, name: 'lag_app', kind: 'updated', tasksBefore, before });
    const noticed = Date.now();
    lags.push(noticed - (await completedAt(docker, id)));
    questions.push(await timed(() => docker.info()));
  }
  await docker.removeService(id);
  return { lags, questions };
}

function lagSpec(round: number): ServiceSpec {
  const ContainerSpec = { Image: 'small:1', Env: [`ROUND=${round}`], StopGracePeriod: 100_000_000 };
  return {
    Name: 'lag_app',
    Labels: { 'com.docker.stack.namespace': 'lag' },
    TaskTemplate: { ContainerSpec },
    UpdateConfig: { Order: 'start-first', Monitor: 500_000_000, FailureAction: 'rollback' },
  };
}

async function settle(context: StepContext, touched: TouchedService): Promise<void> {
  const { verdicts } = await waitUntilSettled(context, [touched], 60_000);
  const verdict = verdicts.get(touched.name);
  if (verdict?.state !== 'settled') throw new Error(`the service did not settle: ${verdict?.says}`);
}

async function completedAt(docker: Docker, id: string): Promise<number> {
  const status = (await docker.service(id))['UpdateStatus'] as Raw;
  return Date.parse(String(status['CompletedAt']));
}
