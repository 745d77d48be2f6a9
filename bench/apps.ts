import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installMissingPackages } from '../src/lab/install-missing-packages.js';
import { lowerLab } from '../src/lab/lower-lab.js';
import { makeSmallImage } from '../src/lab/make-small-image.js';
import { putImages } from '../src/lab/put-images.js';
import { raiseLab } from '../src/lab/raise-lab.js';
import { realLabTools } from '../src/tools/lab-tools.js';
import { expectSoon } from '../test/live/support/expect-soon.js';
import { labFixture, type LabFixture } from '../test/live/support/lab-fixture.js';
import { makeTestRegion, type TestRegion } from '../test/live/support/test-region.js';
import { median, run, timed } from './measure.js';
import type { Row } from './row.js';

const count = 12;
const numbers = Array.from({ length: count }, (_, number) => number);

/** Twelve small web apps on one empty server: their first deployment, then an upgrade of all of them. */
export async function benchApps(): Promise<Row[]> {
  const tools = realLabTools();
  await installMissingPackages(tools);
  const owner = await tools.background.self();
  const lab = await raiseLab(tools, { from: 60, nodes: 1, owner }).catch(String);
  const what = `${count} new web apps, all healthy`;
  if (typeof lab === 'string') return [{ what, notMeasured: lab }];
  try {
    const fixture = labFixture(tools, () => lab);
    await putImages(
      tools,
      lab,
      ['web:1', 'web:2'].map((name) => makeSmallImage(name, { kind: 'ok' })),
    );
    for (const image of ['web:1', 'web:2']) await fixture.docker(1, 'pull', '--quiet', image);
    return [{ what, ...(await deployInTurn(fixture)) }, await benchUpgrade(fixture)];
  } finally {
    await lowerLab(tools, lab.number);
  }
}

/** Three times each, the images being there. */
async function deployInTurn(fixture: LabFixture): Promise<Omit<Row, 'what'>> {
  const [tend, docker]: [number[], number[]] = [[], []];
  for (let round = 0; round < 3; round++) {
    docker.push(await thenEmpty(fixture, () => deployByDocker(fixture)));
    tend.push(await thenEmpty(fixture, () => deployByTend(fixture)));
  }
  const baseline = { what: 'docker stack deploy, all at once', ms: median(docker) };
  return { ms: median(tend), baseline, must: { atMost: 1.6 }, stretch: { atMost: 1.3 } };
}

/** The upgrade of apps that run already, four at a time against one by one. */
async function benchUpgrade(fixture: LabFixture): Promise<Row> {
  const region = makeWebRegion(fixture);
  try {
    await apply(region, '1.0.0+1');
    const beside = await timed(() => apply(region, '1.1.0+2', '--parallel', '4'));
    const serial = await timed(() => apply(region, '1.2.0+1', '--parallel', '1'));
    const baseline = { what: 'the same, one by one (--parallel 1)', ms: serial };
    return { what: `${count} web apps upgraded, --parallel 4`, ms: beside, baseline, must: { atMost: 0.35 } };
  } finally {
    region.remove();
  }
}

async function deployByTend(fixture: LabFixture): Promise<number> {
  const region = makeWebRegion(fixture);
  try {
    return await timed(() => apply(region, '1.0.0+1'));
  } finally {
    region.remove();
  }
}

async function apply(region: TestRegion, version: string, ...words: string[]): Promise<void> {
  region.write(numbers.map((number) => `  a${number}: { recipe: ../web, version: ${version}, node: one }`).join('\n'));
  const { exitCode, stderr } = await region.tend('apply', '--yes', ...words);
  if (exitCode !== 0) throw new Error(stderr);
}

function makeWebRegion(fixture: LabFixture): TestRegion {
  const region = makeTestRegion(fixture);
  const versions = { '1.0.0+1': 'web:1', '1.1.0+2': 'web:2', '1.2.0+1': 'web:1' };
  const commits = Object.entries(versions).map(([tag, image]) => ({
    tag,
    files: { 'compose.yml': composeFile(image), '.env.sample': 'TYPE=web\nDOMAIN=web.example.org\n' },
  }));
  region.recipe('web', commits);
  return region;
}

/** With the health check that recipes have: every five seconds. */
function composeFile(image: string): string {
  return `version: "3.8"
services:
  app:
    image: ${image}
    environment: [DOMAIN]
    networks: [internal]
    healthcheck: { test: [CMD, /bin/busybox, test, -e, /www/index.html], interval: 5s, timeout: 3s, retries: 3 }
    deploy:
      endpoint_mode: dnsrr
      update_config: { failure_action: rollback, order: start-first, monitor: 2s }
networks:
  internal:
`;
}

/** Docker's own client on the server's socket, twelve at the same time, until every container is healthy. */
async function deployByDocker(fixture: LabFixture): Promise<number> {
  const file = join(fixture.lab.folder, 'web.yml');
  await writeFile(file, composeFile('web:1'));
  const socket = `unix://${await fixture.socket(1)}`;
  const env = { ...process.env, DOMAIN: 'web.example.org' };
  const docker = (...words: string[]) => run('docker', ['-H', socket, ...words], { env });
  return timed(async () => {
    await Promise.all(numbers.map((number) => docker('stack', 'deploy', '--compose-file', file, `a${number}`)));
    await expectSoon(async () => {
      const healthy = await docker('ps', '--quiet', '--filter', 'health=healthy');
      return healthy.split('\n').filter(Boolean).length === count;
    }, 300);
  });
}

/** The time of the work alone; then the server is as empty as before. */
async function thenEmpty(fixture: LabFixture, work: () => Promise<number>): Promise<number> {
  const ms = await work();
  const ids = async (...words: string[]) => (await fixture.docker(1, ...words)).split('\n').filter(Boolean);
  await fixture.docker(1, 'service', 'rm', ...(await ids('service', 'ls', '--quiet')));
  await expectSoon(async () => (await ids('ps', '--all', '--quiet')).length === 0, 300);
  const networks = await ids('network', 'ls', '--quiet', '--filter', 'label=com.docker.stack.namespace');
  await expectSoon(async () => (await fixture.tryDocker(1, ['network', 'rm', ...networks])).exitCode === 0, 300);
  return ms;
}
