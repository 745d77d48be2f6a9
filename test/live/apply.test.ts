import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { putImages } from '../../src/lab/put-images.js';
import { useLab } from './support/lab.js';
import { describeOnDocker } from './support/other-docker.js';
import { makeTestRegion, smallRecipe, type TestRegion } from './support/test-region.js';

describeOnDocker('an apply', () => {
  const fixture = useLab({ nodes: 2 });
  let region: TestRegion;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:1', { kind: 'ok' }),
      makeSmallImage('small:2', { kind: 'ok', says: 'two' }),
      makeSmallImage('small:3', { kind: 'exits', status: 3, says: 'no such table: sessions' }),
    ]);
    region = makeTestRegion(fixture);
    region.recipe(
      'small',
      smallRecipe([
        { tag: '1.0.0+1', image: 'small:1' },
        { tag: '1.1.0+2', image: 'small:2', files: { 'release/1.1.0+2': 'Run the index.' } },
        { tag: '1.2.0+3', image: 'small:3' },
      ]),
    );
  });
  afterAll(() => region.remove());

  test('deploys what the manifest wants and records one intent and an outcome a step', async () => {
    region.write(
      '  wiki: { recipe: ../small, version: 1.0.0+1, node: one, steward: ada }\n  pad: { recipe: ../small, version: 1.0.0+1, node: two }',
    );
    const done = await region.tend('apply', '--yes', '--why', 'first');
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.stdout).toContain('2 changes done');
    expect(
      region
        .entries()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['intent', 'log.open', 'outcome', 'outcome', 'steward.assign']);
    expect(await fixture.docker(1, 'service', 'ls', '--format', '{{.Name}} {{.Replicas}}')).toBe(
      'wiki_test_example_app 1/1',
    );
  });

  test('changes nothing and records nothing the second time', async () => {
    const before = region.entries().length;
    const done = await region.tend('apply', '--yes');
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.stdout).toContain('No changes');
    expect(region.entries()).toHaveLength(before);
  });

  test('refuses without a terminal and without --yes', async () => {
    region.write(
      '  wiki: { recipe: ../small, version: 1.1.0+2, node: one, steward: ada }\n  pad: { recipe: ../small, version: 1.0.0+1, node: two }',
    );
    expect(await region.tend('apply')).toMatchObject({ exitCode: 10 });
    expect(await region.tend('plan', '--detailed-exitcode')).toMatchObject({ exitCode: 3 });
  });

  test('upgrades, showing the notes on the way', async () => {
    const done = await region.tend('apply', '--yes');
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.stdout).toContain('1.1.0+2: "Run the index."');
    expect(
      await fixture.docker(
        1,
        'service',
        'inspect',
        'wiki_test_example_app',
        '--format',
        '{{.Spec.TaskTemplate.ContainerSpec.Image}}',
      ),
    ).toMatch(/^small:2@sha256:/);
  });

  test('says rolled back where Swarm rolled back, and holds that version from then on', async () => {
    region.write(
      '  wiki: { recipe: ../small, version: 1.2.0+3, node: one, steward: ada }\n  pad: { recipe: ../small, version: 1.0.0+1, node: two }',
    );
    const done = await region.tend('apply', '--yes', '--logs');
    expect(done).toMatchObject({ exitCode: 6 });
    expect(done.stderr).toContain('1.1.0+2 runs again');
    expect(done.stderr).toContain('no such table: sessions');
    expect(region.entries().at(-1)).toMatchObject({
      type: 'outcome',
      result: 'rolled-back',
      observed: { version: '1.1.0+2' },
    });
    const again = await region.tend('apply', '--yes');
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toContain('tend apply --app wiki --retry');
  });
});
