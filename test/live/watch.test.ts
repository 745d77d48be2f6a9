import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';
import { makeTestRegion, smallRecipe, type TestRegion } from './support/test-region.js';

const service = 'wiki_test_example_app';
const byHand = 'known-only-there';

describe('watching a region', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [makeSmallImage('small:1', { kind: 'ok' })]);
    region = makeTestRegion(fixture);
    region.recipe('small', smallRecipe([{ tag: '1.0.0+1', image: 'small:1' }]));
    region.write(manifest());
    expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
  });
  afterAll(() => region.remove());

  function manifest(more = ''): string {
    return `  wiki: { recipe: ../small, version: 1.0.0+1, node: one${more} }`;
  }

  async function update(...words: readonly string[]): Promise<void> {
    await fixture.docker(1, 'service', 'update', '--quiet', ...words, service);
  }

  test('says nothing of what tend did', async () => {
    const watched = await region.tend('changelog', 'watch');
    expect(watched).toMatchObject({ exitCode: 0, stderr: '' });
    expect(watched.stdout).toContain('test.example/changelog');
    expect(watched.stdout).toContain('1 server looked at, nothing is wrong');
  });

  test('tells a change by hand once, without its value, until it is kept', async () => {
    await update('--env-add', `X=${byHand}`);
    const first = await region.tend('changelog', 'watch');
    expect(first).toMatchObject({ exitCode: 3 });
    expect(first.stderr).toContain(
      'wiki on one: app was changed on the server, and no entry of the record explains it',
    );
    expect(first.stderr).toContain('tend keep wiki');
    expect(first.stdout + first.stderr).not.toContain(byHand);
    expect(await region.tend('changelog', 'watch')).toMatchObject({ exitCode: 3, stderr: '' });
    expect(await region.tend('keep', 'wiki')).toMatchObject({ exitCode: 0 });
    const kept = await region.tend('changelog', 'watch', '--json');
    expect(kept).toMatchObject({ exitCode: 0 });
    expect(kept.stderr).toContain('again well: wiki on one');
    expect(JSON.parse(kept.stdout)).toMatchObject({ version: 1, exitStatus: 0, news: [{ news: 'well', app: 'wiki' }] });
  });

  test('all the time is woken by the server, lets tend work, and ends cleanly', async () => {
    const file = join(region.root, 'alarms.ndjson');
    const alarms = () =>
      existsSync(file)
        ? readFileSync(file, 'utf8')
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line) as Record<string, unknown>)
        : [];
    const running = region.start(['changelog', 'watch', '--every', '1h', '--alarm-file', file]);
    await expectSoon(() => Promise.resolve(existsSync(file)));
    const env = ', env: { X: known-only-there, GREETING: hi }';
    region.write(manifest(env));
    const applied = await region.tend('apply', '--yes');
    expect(applied).toMatchObject({ exitCode: 0 });
    await fixture.docker(1, 'service', 'create', '--quiet', '--detach', '--name', 'miner', 'small:1');
    await expectSoon(() => Promise.resolve(alarms().length > 0));
    expect(alarms()).toMatchObject([
      { news: 'alarm', kind: 'unexplained', node: 'one', log: 'test.example/changelog' },
    ]);
    expect(alarms()[0]?.['says']).toBe(
      'miner on one: miner was added on the server, and no entry of the record explains it',
    );
    running.kill('SIGTERM');
    expect(await running).toMatchObject({ exitCode: 0 });
    const taken = await region.tend('changelog', 'watch', '--take-as-known');
    expect(taken.stderr).toContain('again well: miner on one');
    expect(taken).toMatchObject({ exitCode: 0 });
  });
});
