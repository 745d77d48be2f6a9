import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { runGit } from '../support/git-repo.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';
import { plainRecipe } from './support/plain-recipe.js';
import { makeTestRegion, type TestRegion } from './support/test-region.js';

describe('two operators', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:1', { kind: 'ok' }),
      makeSmallImage('small:2', { kind: 'ok', says: 'two' }),
      makeSmallImage('slow:1', { kind: 'healthy-after', seconds: 15 }),
      makeSmallImage('slow:2', { kind: 'healthy-after', seconds: 16 }),
    ]);
    region = makeTestRegion(fixture, { stewards: '{ ada: { id: op-ada1 }, bo: { id: op-bo22 } }' });
    const tags = { '1.0.0+1': 'small:1', '1.1.0+2': 'small:2', '1.2.0+3': 'slow:1', '1.3.0+4': 'slow:2' };
    region.recipe(
      'small',
      plainRecipe(Object.entries(tags).map(([tag, image]) => ({ tag, services: { app: { image } } }))),
    );
    want({ wiki: '1.0.0+1', pad: '1.0.0+1' });
    expect(await ada()).toMatchObject({ exitCode: 0 });
    await region.letIn({ TEND_STEWARD: 'bo', XDG_STATE_HOME: join(region.root, 'bo-state') }, { TEND_STEWARD: 'ada' });
  });
  afterAll(() => region.remove());

  function want(versions: Readonly<Record<string, string>>): void {
    const apps = Object.entries(versions).map(
      ([name, version]) => `  ${name}: { recipe: ../small, version: ${version}, node: one }`,
    );
    region.write(apps.join('\n'));
  }

  /** Ada works in the region's folder. */
  function ada(...more: readonly string[]) {
    return region.start(['apply', '--yes', ...more], { TEND_STEWARD: 'ada' });
  }

  /** Bo works in a clone of her own, on another machine as it were. */
  function bo(...more: readonly string[]) {
    const env = { TEND_STEWARD: 'bo', XDG_STATE_HOME: join(region.root, 'bo-state') };
    return region.start([...(more.length > 0 ? more : ['apply', '--yes']), '--region', clone()], env);
  }

  function clone(): string {
    const folder = join(region.root, `clone-${runGit(region.folder, 'rev-parse', '--short', 'HEAD')}`);
    try {
      runGit(region.root, 'clone', '--quiet', region.folder, folder);
    } catch {
      runGit(folder, 'status');
    }
    return folder;
  }

  function version(app: string): Promise<string> {
    const label = `{{index .Spec.Labels "coop-cloud.${app}_test_example.version"}}`;
    return fixture.docker(1, 'service', 'inspect', `${app}_test_example_app`, '--format', label);
  }

  /** Every intent has exactly one outcome a step. */
  function expectWholeRecord(): void {
    const entries = region.entries();
    const steps = entries.flatMap(({ type, steps: some }) => (type === 'intent' ? (some as object[]) : []));
    expect(entries.filter(({ type }) => type === 'outcome')).toHaveLength(steps.length);
  }

  test('on the same app at once: one wins, the other is told who works there', async () => {
    want({ wiki: '1.2.0+3', pad: '1.0.0+1' });
    clone();
    const ends = await Promise.all([ada(), bo()]);
    expect(ends.map(({ exitCode }) => exitCode).sort()).toEqual([0, 8]);
    const loser = ends.find(({ exitCode }) => exitCode === 8);
    const holder = loser === ends[0] ? 'bo' : 'ada';
    expect(`${loser?.stdout}${loser?.stderr}`).toContain(`wiki_test_example on one is being changed by ${holder}`);
    expect(await version('wiki')).toBe('1.2.0+3');
    expectWholeRecord();
    const after = await bo();
    expect(after).toMatchObject({ exitCode: 0 });
    expect(after.stdout).toContain('No changes');
  });

  test('on different apps at once: both get through, and no entry is lost', async () => {
    want({ wiki: '1.1.0+2', pad: '1.1.0+2' });
    clone();
    const before = region.entries().length;
    const ends = await Promise.all([ada('--app', 'wiki', '--downgrade'), bo('apply', '--yes', '--app', 'pad')]);
    expect(ends.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect([await version('wiki'), await version('pad')]).toEqual(['1.1.0+2', '1.1.0+2']);
    expect(region.entries()).toHaveLength(before + 4);
    expectWholeRecord();
  });

  test('a saved plan is refused once the node moved', async () => {
    want({ wiki: '1.1.0+2', pad: '1.0.0+1' });
    expect(await region.tend('plan', '--app', 'pad', '--downgrade', '--out', 'tonight.plan')).toMatchObject({
      exitCode: 0,
    });
    await fixture.docker(1, 'service', 'update', '--quiet', '--env-add', 'X=1', 'pad_test_example_app');
    const done = await region.tend('apply', 'tonight.plan');
    expect(done).toMatchObject({ exitCode: 9 });
    expect(done.stdout + done.stderr).toContain('pad on one is not as it was when the plan was made');
    expect(await version('pad')).toBe('1.1.0+2');
  });

  test('a saved plan is refused once the manifest moved', async () => {
    want({ wiki: '1.1.0+2', pad: '1.1.0+2' });
    const done = await region.tend('apply', 'tonight.plan');
    expect(done).toMatchObject({ exitCode: 9 });
    expect(done.stderr).toContain('the manifest moved');
    expect(await region.tend('apply', '--yes', '--app', 'pad', '--overwrite')).toMatchObject({ exitCode: 0 });
  });

  test('a clone of last week changes nothing', async () => {
    const old = clone();
    want({ wiki: '1.1.0+2', pad: '1.1.0+2', third: '1.0.0+1' });
    expect(await ada()).toMatchObject({ exitCode: 0 });
    const env = { TEND_STEWARD: 'bo', XDG_STATE_HOME: join(region.root, 'bo-state') };
    const done = await region.start(['apply', '--yes', '--region', old], env);
    expect(done).toMatchObject({ exitCode: 9 });
    expect(done.stderr).toContain('the commit that was applied last');
    expect(done.stderr).toContain('git pull');
  });

  test('a CI job applies nothing that is not committed', async () => {
    appendFileSync(join(region.folder, 'region.yml'), '# not reviewed\n');
    const done = await region.start(['apply', '--yes'], { CI: '1' });
    expect(done).toMatchObject({ exitCode: 9 });
    expect(done.stderr).toContain('edits that are not committed');
    runGit(region.folder, 'checkout', '--quiet', '--', '.');
  });

  test('see who holds a lock, and release one whose holder is dead', async () => {
    expect((await region.tend('lock', 'list')).stdout).toContain('No locks');
    want({ wiki: '1.3.0+4', pad: '1.1.0+2', third: '1.0.0+1' });
    const dying = ada();
    await expectSoon(async () => (await version('wiki')) === '1.3.0+4');
    dying.kill('SIGKILL');
    await dying;
    const list = await region.tend('lock', 'list');
    expect(list.stdout).toMatch(/one +wiki_test_example +ada +upgrade wiki 1\.3\.0\+4/);
    expect(await region.tend('lock', 'release', 'ffffffff')).toMatchObject({ exitCode: 2 });
    const id = / ([0-9a-f]{8})$/m.exec(list.stdout)?.[1] ?? '';
    expect(await region.tend('lock', 'release', id)).toMatchObject({ exitCode: 0 });
    expect((await region.tend('lock', 'list')).stdout).toContain('No locks');
    const after = await ada();
    expect(after).toMatchObject({ exitCode: 0 });
    expect(after.stderr).toContain('an earlier run left it open');
    expectWholeRecord();
  });
});
