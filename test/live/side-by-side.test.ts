import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { putImages } from '../../src/lab/put-images.js';
import { runGit, type CommitToMake } from '../support/git-repo.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';
import { startSshd } from './support/reach.js';
import { makeTestRegion, smallRecipe, type TestRegion } from './support/test-region.js';

/** Seconds that an apply may take on a slow machine with others beside it. */
const patience = 300;

describe('apps taken side by side', () => {
  const fixture = useLab({ nodes: 1 });
  const regions: TestRegion[] = [];
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:1', { kind: 'healthy-after', seconds: 1 }),
      makeSmallImage('small:2', { kind: 'healthy-after', seconds: 1 }),
      makeSmallImage('small:late', { kind: 'healthy-after', seconds: 20 }),
      makeSmallImage('small:bad', { kind: 'exits' }),
    ]);
  });
  afterAll(() => regions.forEach((region) => region.remove()));

  test(
    'twelve come up, on a network that they share and that is made once, and are upgraded four at a time',
    async () => {
      const { region, names, wish } = regionOf('t', 12);
      wish('1.0.0+1');
      expect(await region.tend('apply', '--yes', '--events', 'events')).toMatchObject({ exitCode: 0 });
      expect(results(region)).toEqual(names.map(() => 'done'));
      expect(mostAtOnce(region)).toBeGreaterThan(1);
      expect(commitsWithOutcomes(region)).toBeLessThan(names.length);
      expect(await onNode('network', 'ls', '--quiet', '--filter', 'name=^proxy$')).toMatch(/^\S+$/);
      wish('1.1.0+2');
      expect(await region.tend('apply', '--yes', '--parallel', '4')).toMatchObject({ exitCode: 0 });
      expect(results(region)).toEqual([...names, ...names].map(() => 'done'));
      await expectSound(region);
    },
    patience * 2_000,
  );

  test(
    'one that fails takes along what needs it and nobody else',
    async () => {
      const { region, names, wish } = regionOf('f', 6);
      wish('1.0.0+1', (name) => ({ f0: 'version: 1.2.0+3', f1: 'needs: [f0]', f2: 'needs: [f1]' })[name] ?? '');
      const { exitCode, stdout, stderr } = await region.tend('apply', '--yes');
      expect(exitCode).toBe(7);
      expect(stdout + stderr).toContain('not tried: it needs f0');
      expect(results(region)).toEqual(['failed', 'aborted', 'aborted', ...names.slice(3).map(() => 'done')].sort());
      await expectSound(region);
    },
    patience * 1_000,
  );

  test.each([
    ['Ctrl-C', 'SIGINT'],
    ['kill -9', 'SIGKILL'],
  ] as const)(
    'after %s in the middle the next run repairs, and every announced step has one outcome',
    async (_, signal) => {
      const { region, names, wish } = regionOf(signal === 'SIGINT' ? 'c' : 'k', 6);
      wish('1.3.0+4');
      const running = region.start(['apply', '--yes', '--events', 'events']);
      await expectSoon(async () => phases(region, 'settling').size >= 3, patience);
      running.kill(signal);
      const { exitCode } = await running;
      expect(exitCode).toBe(signal === 'SIGINT' ? 130 : undefined);
      if (signal === 'SIGINT') await expectSound(region);
      const again = await region.tend('apply', '--yes');
      expect(again.exitCode).toBe(0);
      await expectSoon(async () => (await healthy(names)) === names.length, patience);
      await expectSound(region);
      expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
    },
    patience * 1_000,
  );

  test(
    'also where sshd grants two sessions, and sockets are not forwarded',
    async () => {
      const port = await startSshd(fixture, 1, 'MaxSessions=2', 'AllowStreamLocalForwarding=no');
      const { region, names, wish } = regionOf('m', 5, port);
      wish('1.0.0+1');
      expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
      expect(results(region)).toEqual(names.map(() => 'done'));
      await expectSound(region);
    },
    patience * 1_000,
  );

  /** Small apps on one network, each in versions: 1.0.0, 1.1.0, one that falls, one that takes long. */
  function regionOf(letter: string, count: number, port = 22) {
    const region = makeTestRegion(fixture);
    regions.push(region);
    const images = { '1.0.0+1': 'small:1', '1.1.0+2': 'small:2', '1.2.0+3': 'small:bad', '1.3.0+4': 'small:late' };
    const versions = Object.entries(images).map(([tag, image]) => ({ tag, image }));
    region.recipe('small', smallRecipe(versions).map(withProxy));
    const names = Array.from({ length: count }, (_, number) => `${letter}${number}`);
    return { region, names, wish };

    function wish(version: string, more: (name: string) => string = () => ''): void {
      const apps = names.map((name) => {
        const own = more(name);
        const which = own.startsWith('version') ? own : `version: ${version}${own === '' ? '' : `, ${own}`}`;
        return `  ${name}: { recipe: ../small, node: one, ${which} }`;
      });
      region.write(apps.join('\n'));
      const file = join(region.folder, 'region.yml');
      writeFileSync(file, readFileSync(file, 'utf8').replace('user: root', `user: root, port: ${port}`));
      runGit(region.folder, 'commit', '--quiet', '--all', '--message', 'the port of sshd');
    }
  }

  async function expectSound(region: TestRegion): Promise<void> {
    const announced = region.entries().flatMap(({ steps }) => (steps as unknown[] | undefined) ?? []);
    expect(results(region)).toHaveLength(announced.length);
    expect(await region.tend('changelog', 'verify', '--deep')).toMatchObject({ exitCode: 0 });
    expect(await onNode('config', 'ls', '--quiet', '--filter', 'name=tend-lock-')).toBe('');
  }

  async function healthy(names: readonly string[]): Promise<number> {
    const lines = (await onNode('service', 'ls', '--format', '{{.Name}} {{.Replicas}}')).split('\n');
    return lines.filter((line) => names.some((name) => line === `${name}_test_example_app 1/1`)).length;
  }

  function onNode(...words: string[]): Promise<string> {
    return fixture.docker(1, ...words);
  }
});

/** The network that recipes share, beside their own. */
function withProxy(commit: CommitToMake): CommitToMake {
  const compose = (commit.files['compose.yml'] as string)
    .replace('networks: [internal]', 'networks: [internal, proxy]')
    .replace('networks:\n  internal:', 'networks:\n  proxy: { external: true }\n  internal:');
  return { ...commit, files: { ...commit.files, 'compose.yml': compose } };
}

function results(region: TestRegion): string[] {
  const outcomes = region.entries().filter(({ type }) => type === 'outcome');
  return outcomes.map(({ result }) => String(result)).sort();
}

function commitsWithOutcomes({ changelog }: TestRegion): number {
  return runGit(changelog, 'log', '--format=%s', 'main', '--', 'log/entries').split('\n').length - 1;
}

interface Told {
  readonly app?: string;
  readonly phase?: string;
}

function eventsOf(region: TestRegion): Told[] {
  const file = join(region.folder, 'events');
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  return lines.map((line) => JSON.parse(line) as Told);
}

/** Apps that have come to a phase. */
function phases(region: TestRegion, wanted: string): Set<string> {
  return new Set(eventsOf(region).flatMap(({ app, phase }) => (phase === wanted ? (app ?? []) : [])));
}

/** How many were between their first change and what came of it at the same time. */
function mostAtOnce(region: TestRegion): number {
  const now = new Set<string>();
  let most = 0;
  for (const { app = '', phase } of eventsOf(region)) {
    if (phase === 'services') now.add(app);
    if (phase === 'recording') now.delete(app);
    most = Math.max(most, now.size);
  }
  return most;
}
