import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeAbraFolder, type MadeAbraFolder } from '../support/make-abra-folder.js';
import { runGit } from '../support/git-repo.js';
import { fillAsAbra, writeSshConfig } from './support/fill-as-abra.js';
import { useLab } from './support/lab.js';
import { sortLists } from './support/sort-lists.js';
import { stacksOver } from './support/stored-stack.js';
import { makeTestRegion, nodeNames, type TestRegion } from './support/test-region.js';

const servers = nodeNames.slice(0, 5).map((name) => `${name}.example.org`);

/** Forty apps as abra would have deployed them. Nothing is to run: what is stored is what counts, so the nodes are drained. */
describe('an ABRA_DIR of forty apps on five servers', () => {
  const fixture = useLab({ nodes: 5, registries: ['ghcr.io'] });
  let region: TestRegion;
  let made: MadeAbraFolder;
  beforeAll(async () => {
    region = makeTestRegion(fixture);
    made = await makeAbraFolder(region.root, servers);
    const hosts = servers.map((name, at) => ({ name, address: fixture.lab.nodes[at]?.address ?? '' }));
    writeSshConfig(join(region.root, 'home'), hosts, fixture.lab);
    await fillAsAbra({ fixture, root: region.root, servers }, made);
  }, 600_000);
  afterAll(() => region.remove());

  const taken = () => join(region.root, 'taken');

  test('is imported, and the first plan says no changes', async () => {
    const done = await region.tend(
      ...['import', made.folder, '--known-hosts', '--catalogue', made.catalogue, '-C', taken()],
    );
    expect(done.stdout + done.stderr).toContain('40 apps on 5 servers: no changes. Nothing was published');
    expect(done).toMatchObject({ exitCode: 0 });
    // Five seconds on a machine of one's own (npm run bench import); a shared one is slower.
    expect(done.seconds).toBeLessThan(60);
    for (const secret of made.secrets) expect(done.stdout + done.stderr).not.toContain(secret);
  });

  test('a second import adds nothing', async () => {
    const again = await region.tend('import', made.folder, '-C', taken());
    expect(again.stdout).toContain('Nothing new');
    expect(again.stdout).toContain('40 apps on 5 servers: no changes');
  });

  test('goes on without tend: docker stack deploy of what is exported changes no spec and no task', async () => {
    const out = join(region.root, 'out');
    expect(await region.tend('export', 'abra', out, '-C', taken())).toMatchObject({ exitCode: 0 });
    const stacks = stacksOver(fixture.tools.dockerSocket, await fixture.socket(1));
    const server = join(out, 'prepared', servers[0] ?? '');
    expect(readdirSync(server)).toHaveLength(8);
    for (const stack of readdirSync(server)) {
      const [specs, tasks] = [await stacks.stored(stack), await fixture.docker(1, 'stack', 'ps', '-q', stack)];
      const file = join(server, stack, 'docker-compose.yml');
      await fixture.docker(1, 'stack', 'deploy', '-c', file, stack);
      expect([stack, sortLists(await stacks.stored(stack))]).toEqual([stack, sortLists(specs)]);
      expect(await fixture.docker(1, 'stack', 'ps', '-q', stack)).toBe(tasks);
    }
  });

  test('stacks without an .env are named with the command that takes them in, and are as wanted then', async () => {
    const lost = ['rooms-s1', 'wiki-s1', 'room-s2', 'hotline-s2'];
    for (const key of lost) rmSync(join(taken(), 'apps', `${key}.yml`));
    runGit(taken(), 'commit', '-q', '-am', 'Forget some apps');
    const plan = await region.tend('plan', '-C', taken());
    const commands = [...plan.stdout.matchAll(/tend (adopt \w+ \w+)/g)].map(([, words = '']) => words.split(' '));
    expect([plan.stdout, plan.stderr, commands.length]).toEqual([plan.stdout, '', lost.length]);
    for (const words of commands) {
      const done = await region.tend(...words, '-C', taken());
      expect([words, done.stderr, done.exitCode]).toEqual([words, '', 0]);
      // Whether tasks of five services are up by then is up to the machine.
      expect(done.stdout).toMatch(/No changes|Nothing to change, but 1 app does not run as it should/);
      for (const secret of made.secrets) expect(done.stdout).not.toContain(secret);
    }
  });
});
