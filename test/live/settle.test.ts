import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { runGit } from '../support/git-repo.js';
import { useLab } from './support/lab.js';
import { plainRecipe, type PlainService } from './support/plain-recipe.js';
import { makeTestRegion, type TestRegion } from './support/test-region.js';

const sentinel = 'zebra-crossing-4711';
const one: PlainService = { image: 'small:1' };

describe('settling', () => {
  const fixture = useLab({ nodes: 1 });
  let region: TestRegion;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:1', { kind: 'ok' }),
      makeSmallImage('small:2', { kind: 'ok', says: 'two' }),
      makeSmallImage('slow:1', { kind: 'healthy-after', seconds: 6 }),
      makeSmallImage('ill:1', { kind: 'never-healthy' }),
      makeSmallImage('dies:1', { kind: 'exits', status: 3, says: sentinel }),
      makeSmallImage('dies-late:1', { kind: 'exits', status: 4, says: sentinel, after: 5 }),
      makeSmallImage('job:1', { kind: 'exits', status: 0, says: 'work is done' }),
    ]);
    region = makeTestRegion(fixture);
  });
  afterAll(() => region.remove());

  /** Makes a recipe of the app's own name, one version after the other: 1.0.0+1, 1.1.0+2, … or as named. */
  function recipe(name: string, ...versions: readonly Readonly<Record<string, PlainService>>[]): void {
    region.recipe(
      name,
      plainRecipe(versions.map((services, index) => ({ tag: `1.${index}.0+${index + 1}`, services }))),
    );
  }

  function want(name: string, version: string, more = ''): void {
    region.write(`  ${name}: { recipe: ../${name}, version: ${version}, node: one${more} }`);
  }

  function apply(...more: readonly string[]) {
    return region.tend('apply', '--yes', ...more);
  }

  /** Tasks that run and shall run: `ID image`. */
  async function tasks(service: string): Promise<string[]> {
    const words = [
      '--no-trunc',
      '--filter',
      'desired-state=running',
      '--format',
      '{{.ID}} {{.Image}} {{.CurrentState}}',
    ];
    const lines = (await fixture.docker(1, 'service', 'ps', ...words, service)).split('\n');
    return lines.filter((line) => / Running /.test(line)).map((line) => line.replace(/(?:@\S+)? Running .*/, ''));
  }

  const outcome = () => region.entries().findLast(({ type }) => type === 'outcome');

  test('waits for a rollback that comes late, and does not call it success', async () => {
    const watched = { update_config: { failure_action: 'rollback', order: 'start-first', monitor: '9s' } };
    recipe('late', { app: one }, { app: { image: 'dies-late:1', deploy: watched } });
    want('late', '1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    want('late', '1.1.0+2');
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 6 });
    expect(done.stderr).toContain('rolled back: 1.1.0+2 did not come up');
    expect(outcome()).toMatchObject({ result: 'rolled-back', observed: { version: '1.0.0+1' } });
    expect(await tasks('late_test_example_app')).toEqual([expect.stringContaining('small:1')]);
  });

  test('does not fail a good deploy because of old failed tasks', async () => {
    region.recipe('late', plainRecipe([{ tag: '1.2.0+3', services: { app: { image: 'small:2' } } }]));
    want('late', '1.2.0+3');
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 0 });
    expect(await fixture.docker(1, 'service', 'ps', 'late_test_example_app')).toContain('dies-late:1');
  });

  test('puts the former spec back where Swarm paused, and says so', async () => {
    const pausing = { update_config: { failure_action: 'pause', order: 'stop-first', monitor: '2s' } };
    recipe('paused', { app: { ...one, deploy: pausing } }, { app: { image: 'dies:1', deploy: pausing } });
    want('paused', '1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    want('paused', '1.1.0+2');
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 6 });
    expect(done.stderr).toContain('the former version was put back and runs again');
    expect(outcome()).toMatchObject({ result: 'paused', observed: { version: '1.0.0+1', services: [{ running: 1 }] } });
    expect(await tasks('paused_test_example_app')).toEqual([expect.stringContaining('small:1')]);
    const again = await apply();
    expect(again).toMatchObject({ exitCode: 0 });
    expect(again.stdout).toContain('tend apply --app paused --retry');
  });

  test('leaves a paused major upgrade as it is and says that the app is down', async () => {
    const pausing = { update_config: { failure_action: 'pause', order: 'stop-first', monitor: '2s' } };
    region.recipe(
      'major',
      plainRecipe([
        { tag: '1.0.0+1', services: { app: { ...one, deploy: pausing } } },
        { tag: '2.0.0+2', services: { app: { image: 'dies:1', deploy: pausing } } },
      ]),
    );
    want('major', '1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    want('major', '2.0.0+2');
    const done = await apply('--app', 'major', '--major');
    expect(done).toMatchObject({ exitCode: 5 });
    expect(done.stderr).toMatch(/not put back because the new version may have changed its data: major .*down/);
    expect(done.stderr).toContain('next: ');
    expect(outcome()).toMatchObject({ result: 'paused', observed: { version: '2.0.0+2' } });
  });

  test('is not taken in by "1/1 running" while that is the old task', async () => {
    recipe('slow', { app: one }, { app: { image: 'slow:1' } });
    want('slow', '1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    want('slow', '1.1.0+2');
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 0 });
    expect(done.seconds).toBeGreaterThan(6);
    expect(await tasks('slow_test_example_app')).toEqual([expect.stringContaining('slow:1')]);
  });

  test('fails a first deploy that never gets healthy within the time that the recipe allows', async () => {
    const labels = ['coop-cloud.${STACK_NAME}.timeout=20'];
    recipe('ill', { app: { image: 'ill:1', deploy: { labels } } });
    want('ill', '1.0.0+1');
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 5 });
    expect(done.seconds).toBeLessThan(120);
    expect(outcome()).toMatchObject({ result: 'failed', observed: { services: [{ wanted: 1, healthy: 0 }] } });
  });

  test('does not call what failed as wanted, and starts it once more on --retry', async () => {
    const plan = await region.tend('plan');
    expect(plan.stdout).toContain('ill 1.0.0+1 failed');
    expect(plan.stdout).toContain('tend apply --app ill --retry');
    const held = await apply();
    expect(held).toMatchObject({ exitCode: 0 });
    expect(held.stdout).not.toContain('No changes');
    expect(await apply('--app', 'ill', '--retry')).toMatchObject({ exitCode: 5 });
    expect(outcome()).toMatchObject({ result: 'failed' });
  });

  test('gives up a task that no node may take once the time of the recipe is over', async () => {
    const labels = ['coop-cloud.${STACK_NAME}.timeout=5'];
    const placement = { constraints: ['node.labels.nowhere == yes'] };
    recipe('stuck', { app: { ...one, deploy: { labels, placement } } });
    want('stuck', '1.0.0+1');
    const done = await apply();
    expect(done).toMatchObject({ exitCode: 5 });
    expect(done.stderr).toContain('did not settle in time (app: 0 of 1 task new, waiting for a node that may take it)');
    expect(done.seconds).toBeLessThan(90);
    expect(outcome()).toMatchObject({ result: 'failed' });
    expect(await fixture.docker(1, 'config', 'ls', '--format', '{{.Name}}')).not.toContain('tend-lock-');
  });

  test('settles with a service that does its work once', async () => {
    recipe('once', { app: one, setup: { image: 'job:1', deploy: { restart_policy: { condition: 'none' } } } });
    want('once', '1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    expect(outcome()).toMatchObject({ result: 'done' });
    const second = await apply();
    expect(second).toMatchObject({ exitCode: 0 });
    expect(second.stdout).toContain('No changes');
  });

  test('says partly where one service is new and another one was rolled back', async () => {
    recipe('partly', { app: one, db: one }, { app: { image: 'small:2' }, db: { image: 'dies:1' } });
    want('partly', '1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    want('partly', '1.1.0+2');
    const done = await apply('--json');
    expect(done).toMatchObject({ exitCode: 7 });
    expect(JSON.parse(done.stdout)).toMatchObject({ exitStatus: 7, steps: [{ result: 'partial', exitStatus: 7 }] });
    expect(outcome()).toMatchObject({ result: 'partial' });
  });

  test('restarts no task where nothing but labels changed', async () => {
    recipe('labels', { app: { ...one, deploy: { labels: ['team=red'] } } });
    want('labels', '1.0.0+1');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    const before = await tasks('labels_test_example_app');
    want('labels', '1.0.0+1', ', compose: { services: { app: { deploy: { labels: [team=blue] } } } }');
    expect(await apply()).toMatchObject({ exitCode: 0 });
    expect(before).toHaveLength(1);
    expect(await tasks('labels_test_example_app')).toEqual(before);
    const label = '{{index .Spec.Labels "team"}}';
    expect(await fixture.docker(1, 'service', 'inspect', 'labels_test_example_app', '--format', label)).toBe('blue');
  });

  test('tells what a failing program said only where it is asked for', async () => {
    recipe('loud', { app: { image: 'dies:1' } });
    want('loud', '1.0.0+1');
    const events = join(region.root, 'events.ndjson');
    const quiet = await apply('--events', events);
    expect(quiet).toMatchObject({ exitCode: 5 });
    expect(quiet.stdout + quiet.stderr).not.toContain(sentinel);
    const json = await apply('--app', 'loud', '--retry', '--json', '--events', events);
    expect(json).toMatchObject({ exitCode: 5 });
    expect(json.stdout + json.stderr).not.toContain(sentinel);
    expect(existsSync(events)).toBe(true);
    expect(readFileSync(events, 'utf8')).not.toContain(sentinel);
    const asked = await apply('--app', 'loud', '--retry', '--logs');
    expect(asked.stderr).toContain(sentinel);
    for (const branch of ['main', 'details'])
      expect(() => runGit(region.changelog, 'grep', '-q', sentinel, branch)).toThrow();
  });
});
