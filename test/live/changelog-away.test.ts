import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';
import { plainRecipe } from './support/plain-recipe.js';
import { makeTestRegion, type TestRegion } from './support/test-region.js';

const service = 'wiki_test_example_app';

describe('without the changelog', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:1', { kind: 'ok' }),
      makeSmallImage('small:2', { kind: 'ok', says: 'two' }),
      makeSmallImage('slow:1', { kind: 'healthy-after', seconds: 10 }),
    ]);
    region = makeTestRegion(fixture);
    const tags = { '1.0.0+1': 'small:1', '1.1.0+2': 'small:2', '1.2.0+3': 'slow:1', '1.3.0+4': 'small:2' };
    region.recipe(
      'small',
      plainRecipe(Object.entries(tags).map(([tag, image]) => ({ tag, services: { app: { image } } }))),
    );
    want('1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
  });
  afterAll(() => region.remove());

  function want(version: string, more = ''): void {
    region.write(`  wiki: { recipe: ../small, version: ${version}, node: one${more} }`);
  }

  function apply(...more: readonly string[]) {
    return region.tend('apply', '--yes', ...more);
  }

  const takeAway = () => renameSync(region.changelog, `${region.changelog}.away`);
  const bringBack = () => renameSync(`${region.changelog}.away`, region.changelog);

  /** Everything on the node that an apply could have changed. */
  async function everything(): Promise<string> {
    const services = await fixture.docker(1, 'service', 'inspect', service);
    const lists = ['service', 'config', 'secret', 'network', 'volume'].map((kind) =>
      fixture.docker(1, kind, 'ls', '-q'),
    );
    return [services, ...(await Promise.all(lists))].join('\n');
  }

  /** Whether the new version is being rolled out: by then its announcement stands in the remote. */
  async function isChanging(): Promise<boolean> {
    const image = '{{.Spec.TaskTemplate.ContainerSpec.Image}}';
    return (await fixture.docker(1, 'service', 'inspect', '--format', image, service)).startsWith('slow:1');
  }

  const outcomes = () => region.entries().filter(({ type }) => type === 'outcome');

  test('nothing is changed, and it says so', async () => {
    want('1.1.0+2');
    const before = await everything();
    takeAway();
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 13 });
    expect(done.stderr).toContain('nothing was changed');
    expect(done.stderr).toContain('tend apply --record-later');
    expect(await everything()).toBe(before);
  });

  test('a critical app is not changed with --record-later either', async () => {
    const before = await everything();
    want('1.1.0+2', ', critical: true');
    const done = await apply('--record-later');
    expect(done).toMatchObject({ exitCode: 11 });
    expect(done.stderr).toContain('wiki is critical');
    expect(await everything()).toBe(before);
  });

  test('--record-later changes it, keeps the record here and says so loudly', async () => {
    want('1.1.0+2');
    const done = await apply('--record-later');
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.stderr).toContain('NOT PUBLISHED');
    expect((await region.tend('status')).stdout).toContain('2 NOT PUBLISHED yet');
    const plan = await region.tend('plan');
    expect(plan.stdout).toContain('2 entries wait on this machine to be published');
    expect(plan.stdout).toContain('No changes');
  });

  test('the next run publishes what waited', async () => {
    bringBack();
    expect(outcomes()).toHaveLength(1);
    const next = await apply();
    expect(next).toMatchObject({ exitCode: 0 });
    expect(next.stdout).toContain('No changes');
    expect(next.stderr).toContain('published 2 entries that waited on this machine');
    expect(outcomes().map(({ result }) => result)).toEqual(['done', 'done']);
    expect((await region.tend('status')).stdout).not.toContain('NOT PUBLISHED');
  });

  test('an outcome is kept here where the remote dies after the intent, and published next time', async () => {
    want('1.2.0+3');
    const running = region.start(['apply', '--yes']);
    await expectSoon(isChanging);
    takeAway();
    const done = await running;
    expect(done).toMatchObject({ exitCode: 13 });
    expect(done.stderr).toContain('NOT PUBLISHED');
    bringBack();
    expect(outcomes()).toHaveLength(2);
    const next = await apply();
    expect(next).toMatchObject({ exitCode: 0 });
    expect(outcomes().map(({ result }) => result)).toEqual(['done', 'done', 'done']);
    expect((await region.tend('changelog', 'verify')).exitCode).toBe(0);
  });

  test('a protected branch changes nothing, and git is quoted', async () => {
    const hook = join(region.changelog, 'hooks', 'pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho "You are not allowed to push code to protected branches" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    want('1.3.0+4');
    const before = await everything();
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 13 });
    expect(done.stderr).toContain('git: ');
    expect(done.stderr).toContain('You are not allowed to push code to protected branches');
    expect(await everything()).toBe(before);
    rmSync(hook);
    expect(await apply()).toMatchObject({ exitCode: 0 });
  });
});
