import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { putImages } from '../../src/lab/put-images.js';
import { useLab } from './support/lab.js';
import { describeOnDocker } from './support/other-docker.js';
import { makeTestRegion, smallRecipe, type TestRegion } from './support/test-region.js';

describeOnDocker('an undeploy', () => {
  const fixture = useLab({ nodes: 1 });
  const remove = ['apply', '--yes', '--app', 'wiki', '--remove', 'wiki'];
  let region: TestRegion;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [makeSmallImage('small:1', { kind: 'ok' })]);
    region = makeTestRegion(fixture);
    region.recipe('small', smallRecipe([{ tag: '1.0.0+1', image: 'small:1' }]));
  });
  afterAll(() => region.remove());

  test('waits until its tasks are gone, leaves nothing of the stack and says so', async () => {
    region.write('  wiki: { recipe: ../small, version: 1.0.0+1, node: one }');
    expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
    region.write('  wiki: { recipe: ../small, version: 1.0.0+1, node: one, state: absent }');
    const done = await region.tend(...remove);
    expect(done.stdout + done.stderr).toContain('1 change done');
    expect(await fixture.docker(1, 'service', 'ls', '-q')).toBe('');
    expect(await fixture.docker(1, 'config', 'ls', '-q')).toBe('');
    expect(done.seconds).toBeLessThan(120);
    expect(region.entries().at(-1)).toMatchObject({ type: 'outcome', result: 'done', observed: { services: [] } });
  });

  test('leaves room at once for the next app, whose first tasks Docker 28 refuses while the addresses are still taken', async () => {
    region.write('  pad: { recipe: ../small, version: 1.0.0+1, node: one }');
    expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
    expect(region.entries().at(-1)).toMatchObject({ type: 'outcome', result: 'done', app: 'pad' });
  });
});
