import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { putImages } from '../../src/lab/put-images.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab, type LabFixture } from './support/lab.js';
import { describeOnDocker } from './support/other-docker.js';
import { plainRecipe, type PlainService } from './support/plain-recipe.js';
import { makeTestRegion, type TestRegion } from './support/test-region.js';

const sentinel = 'the oven is cold';
const never = { test: ['CMD-SHELL', `echo ${sentinel}; exit 1`], interval: '1s', retries: 1 };
const labels = (seconds: number) => [`coop-cloud.\${STACK_NAME}.timeout=${seconds}`];

describeOnDocker('an app whose health check fails', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  beforeAll(async () => {
    await putSmallImages(fixture);
    region = makeTestRegion(fixture);
  });
  afterAll(() => region.remove());

  function apply(...more: readonly string[]) {
    return region.tend('apply', '--yes', ...more);
  }

  test('fails as soon as that is clear although its tasks exit with 0, and tells what the check printed last', async () => {
    want(region, 'baker', { image: 'polite:1', healthcheck: never, deploy: { labels: labels(200) } });
    const done = await apply('--logs');
    expect(done).toMatchObject({ exitCode: 5 });
    expect(done.stderr).toContain('did not come up (app: killed as unhealthy, 3 times)');
    expect(done.stderr).toContain(`app: its health check said last (exit 1): ${sentinel}`);
    expect(done.seconds).toBeLessThan(100);
  });

  test('is never as wanted to plan and status, and the text of the check stays out of both', async () => {
    const [plan, status] = [await region.tend('plan'), await region.tend('status')];
    expect(plan.stdout).not.toContain('as wanted');
    expect(plan.stdout).toContain('baker 1.0.0+1 failed');
    expect(status.stdout).toMatch(/baker .*(?:0 of 1 up|keeps failing)/);
    expect(plan.stdout + plan.stderr + status.stdout + status.stderr).not.toContain(sentinel);
  });

  test('tells what Docker says of a check that takes too long, and what happened so far, where time is over', async () => {
    const healthcheck = { test: ['CMD', 'sleep', '60'], interval: '1s', timeout: '1s', retries: 1 };
    const deploy = { restart_policy: { delay: '90s' }, labels: labels(12) };
    want(region, 'smith', { image: 'polite:1', healthcheck, deploy });
    const done = await apply('--logs');
    expect(done).toMatchObject({ exitCode: 5 });
    expect(done.stderr).toContain('did not settle in time (app: 0 of 1 task new; killed as unhealthy, once so far)');
    expect(done.stderr).toMatch(/app: its health check said last \(exit -1\): Health check exceeded timeout \(1s\)/);
  });

  test('gets the time of its start period beyond that of the recipe, and comes up', async () => {
    want(region, 'slow', { image: 'slow:1', deploy: { labels: labels(5) } });
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('✘') });
    expect(done.seconds).toBeGreaterThan(20);
  });

  test('is rolled back in an upgrade, although its tasks exit with 0', async () => {
    want(region, 'grocer', { image: 'small:1' });
    expect(await apply()).toMatchObject({ exitCode: 0 });
    region.recipe(
      'grocer',
      plainRecipe([{ tag: '1.1.0+2', services: { app: { image: 'polite:1', healthcheck: never } } }]),
    );
    region.write('  grocer: { recipe: ../grocer, version: 1.1.0+2, node: one }');
    const done = await apply('--logs');
    expect(done).toMatchObject({ exitCode: 6 });
    expect(done.stderr).toContain('rolled back: 1.1.0+2 did not come up (killed as unhealthy');
    expect(done.stderr).toContain(sentinel);
  });

  test('is told by what is seen alone where it fell ill long after a good deployment', async () => {
    const healthcheck = { ...never, test: ['CMD-SHELL', 'test ! -e /data/ill'] };
    want(region, 'florist', { image: 'polite:1', healthcheck, volumes: ['data:/data'] });
    expect(await apply()).toMatchObject({ exitCode: 0 });
    expect((await region.tend('plan')).stdout).toContain('florist as wanted');
    const [container = ''] = (await fixture.docker(1, 'ps', '-q', '--filter', 'name=florist')).split('\n');
    await fixture.docker(1, 'exec', container, 'touch', '/data/ill');
    await expectSoon(async () => (await region.tend('plan')).stdout.includes('keeps failing'), 120);
    const [plan, status] = [await region.tend('plan'), await region.tend('status')];
    expect(plan.stdout).toMatch(
      /florist does not run as it should: app: keeps failing \(killed as unhealthy, \d times\)/,
    );
    expect(plan.stdout).not.toContain('as wanted');
    expect(status.stdout).toMatch(/florist .*keeps failing/);
  });
});

describeOnDocker('an app whose health check fails on another server of the swarm', () => {
  const fixture = useLab({ nodes: 2, swarm: 'one' });
  let region: TestRegion;
  beforeAll(async () => {
    await putSmallImages(fixture);
    region = makeTestRegion(fixture);
  });
  afterAll(() => region.remove());

  test('says that what the check printed is out of reach, and where it is', async () => {
    const placement = { constraints: ['node.role == worker'] };
    want(region, 'baker', { image: 'polite:1', healthcheck: never, deploy: { placement } });
    const done = await region.tend('apply', '--yes');
    expect(done).toMatchObject({ exitCode: 5 });
    expect(done.stderr).toContain('app: ended by itself (exit 0), 3 times');
    expect(done.stderr).toMatch(
      new RegExp(
        `what its health check said last is only known on ${fixture.node(2).name}, .* docker inspect [0-9a-f]{12}`,
      ),
    );
  });
});

async function putSmallImages(fixture: LabFixture): Promise<void> {
  await putImages(fixture.tools, fixture.lab, [
    makeSmallImage('small:1', { kind: 'ok' }),
    makeSmallImage('polite:1', { kind: 'polite' }),
    makeSmallImage('slow:1', { kind: 'healthy-after', seconds: 20 }),
  ]);
}

/** A region with this app alone. */
function want(region: TestRegion, name: string, app: PlainService): void {
  region.recipe(name, plainRecipe([{ tag: '1.0.0+1', services: { app }, more: moreOf(app) }]));
  region.write(`  ${name}: { recipe: ../${name}, version: 1.0.0+1, node: one }`);
}

function moreOf({ volumes }: PlainService): Readonly<Record<string, unknown>> {
  return volumes === undefined ? {} : { volumes: { data: {} } };
}
