import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { putImages } from '../../src/lab/put-images.js';
import { useLab } from './support/lab.js';
import { describeOnDocker } from './support/other-docker.js';
import { plainRecipe } from './support/plain-recipe.js';
import { makeTestRegion, type TestRegion } from './support/test-region.js';

describeOnDocker('fields that an older engine drops', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  let release = 0;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [makeSmallImage('small:1', { kind: 'ok' })]);
    release = Number.parseInt(await fixture.docker(1, 'version', '--format', '{{.Server.Version}}'), 10);
    region = makeTestRegion(fixture);
    const healthcheck = { test: ['CMD', 'true'], interval: '2s', start_interval: '1s' };
    const app = { image: 'small:1', healthcheck, dns: ['2001:DB8:0::1'] };
    region.recipe('site', plainRecipe([{ tag: '1.0.0+1', services: { app }, more: { version: '3.12' } }]));
    region.write('  site: { recipe: ../site, version: 1.0.0+1, node: one }');
  });
  afterAll(() => region.remove());

  test('are named once in a plan, and only there', async () => {
    expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
    const { stdout } = await region.tend('plan');
    expect(stdout.match(/start_interval/g) ?? []).toHaveLength(release < 25 ? 1 : 0);
  });

  test('are no change: a second plan is empty', async () => {
    const before = region.entries().length;
    expect((await region.tend('apply', '--yes')).stdout).toContain('site as wanted');
    expect(region.entries()).toHaveLength(before);
  });

  test('are nothing to keep beside a change by hand', async () => {
    await fixture.docker(1, 'service', 'update', '--quiet', '--env-add', 'A=1', 'site_test_example_app');
    expect(await region.tend('keep', 'site')).toMatchObject({ exitCode: 0 });
    expect((await region.tend('plan')).stdout).toContain('site as wanted');
  });

  // A stored address in another writing: docker's client of release 29 sends it so, and its engine keeps no other.
  test('nor is an address in another writing', async () => {
    const stored = await fixture.docker(1, 'service', 'inspect', 'site_test_example_app', '--format', '{{json .Spec}}');
    expect(stored).toContain(release < 29 ? '2001:DB8:0::1' : '2001:db8::1');
    if (release < 29) await changeAddress();
    expect((await region.tend('plan')).stdout).toContain('site as wanted');
  });

  async function changeAddress(): Promise<void> {
    await fixture.docker(
      1,
      'service',
      'update',
      '--quiet',
      '--dns-rm',
      '2001:DB8:0::1',
      '--dns-add',
      '2001:db8::1',
      'site_test_example_app',
    );
  }
});
