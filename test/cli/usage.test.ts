import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { environmentIn, makePlace, project, type Place } from './run-built.js';

let empty: Place;
let region: Place;

beforeAll(() => {
  empty = makePlace();
  region = makePlace();
  writeRegion('region.yml', ['apps:', '  wiki: { recipe: ./recipe, version: 1.0.0+1, node: one }']);
  writeRegion('broken/region.yml', ['apps: [', '']);
  writeRegion('cut/region.yml', ['apps:', '  wiki: { recipe: x, version: 1.0.0+1, node: two, seceret: y }']);
  mkdirSync(join(region.folder, 'void'));
  writeFileSync(join(region.folder, 'void', 'region.yml'), '');
});

afterAll(() => {
  empty.remove();
  region.remove();
});

function writeRegion(path: string, more: readonly string[]): void {
  const file = join(region.folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  const head = ['region: { name: test, domain: test.example.org }', 'nodes:', '  one: { host: 198.18.0.1 }'];
  writeFileSync(file, `${[...head, ...more].join('\n')}\n`);
}

describe('a wrong usage is answered with what to do next, exit 2', () => {
  test.each([
    [['plam'], 'tend has no command "plam".', 'did you mean: tend plan'],
    [['lock', 'relese', 'abc'], 'tend has no command "lock relese abc".', 'tend lock release'],
    [['--foo'], 'tend has no command "--foo".', 'tend --help'],
    [['help', 'nope'], 'tend has no command "nope".', 'tend --help'],
    [['plan', 'extra'], 'tend plan takes no further word: "extra"', 'usage: tend plan [FLAGS]'],
    [['plan', 'wiki'], 'tend plan takes no further word: "wiki"', 'next: tend plan --app wiki'],
    [['changelog', 'show', 'wiki'], 'takes no further word: "wiki"', 'next: tend changelog show --app wiki'],
    [['apply', 'a', 'b'], 'tend apply takes no further word: "b"', 'usage: tend apply [PLAN] [FLAGS]'],
    [['plan', '--foo'], 'tend plan has no flag --foo.', 'next: tend plan --help'],
    [['plan', '--ap', 'x'], 'tend plan has no flag --ap.', 'Did you mean --app?'],
    [['plan', '--node'], '--node expects a value', 'next: tend plan --help'],
    [['upgrade'], 'tend upgrade wants APP (the app)', 'usage: tend upgrade APP [VERSION] [FLAGS]'],
    [
      ['app', 'secret', 'show', 'x', 'y'],
      'tend app secret show wants --why WORDS (why, for the record)',
      'secret show --help',
    ],
    [['changelog', 'erase', 'x'], 'tend changelog erase wants --reason WORDS (why', 'usage: tend changelog erase ID'],
    [['lab', 'up', '--nodes', 'x'], '--nodes: expected an integer but received: x', 'tend lab up --help'],
    [['lab', 'up', '--nodes', '0'], '--nodes: expected an integer greater than or equal to 1', 'tend lab up --help'],
    [['lab', 'up', '--swarm', 'x'], 'expected --swarm=x to be one of: each, one, none', 'tend lab up --help'],
    [['lab', 'up', '--hosts', 'x'], '--hosts x: a name, =, and the number', '--hosts wiki.example.org=1'],
    [['app', 'logs', 'x', '--task', 'a', '--service', 'b'], '--service=b cannot also be provided', 'app logs --help'],
    [['init'], 'tend init wants NAME (name of the region)', 'usage: tend init NAME [FLAGS]'],
    [['init', 'x', '--domain', 'x.example.org', '--node', 'one'], 'wants a name and a host', '--host'],
    [['init', 'Big Name', '--domain', 'x.example.org'], '\n  region.name is not a name', 'tend init --help'],
    [
      ['init', 'x', '--domain', 'x.example.org', '--node', 'one', '--host', 'one.example.org:2222'],
      '\n  nodes.one.host holds a port: write that beside it, as port:',
      'tend init --help',
    ],
    [['plan'], 'no region.yml in', 'start a region here: tend init'],
    [['plan', '-C', '/no/such/folder'], 'there is no folder /no/such/folder', 'name the folder of a region: -C DIR'],
  ])('%j', async (words, sentence, next) => {
    const { exitCode, stderr, stdout } = await empty.tend(...words);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain(next);
    expect(stderr).not.toMatch(/bug in tend|at async|›/);
    expect([exitCode, stdout]).toEqual([2, '']);
  });

  test.each([
    [['plan', '--app', 'wikki'], 'no app "wikki" in this region', 'tend status'],
    [['plan', '--node', 'two'], 'no node "two" in this region', 'tend node list'],
    [['keep', 'wikki'], 'no app "wikki" in this region', 'there are: wiki'],
    [['plan', '--retry'], '--retry lets a held step go on: say of which app', '--retry --app NAME'],
    [['plan', '--remove', 'wiki'], '--remove wiki wants --app wiki beside it', '--app wiki --remove wiki'],
    [['node', 'add', 'two'], 'two is not in region.yml yet', 'tend node add two --host'],
    [['node', 'add', 'two', '--host', '198.18.0.2:2222'], 'holds a port', '--host 198.18.0.2 --port 2222'],
    [['plan', '-C', 'broken'], 'region.yml:', 'nothing was done'],
    [['plan', '-C', 'void'], 'region.yml', ''],
    [['plan', '-C', 'cut'], 'Did you mean secrets?', 'nothing was done'],
  ])('%j in a region', async (words, sentence, next) => {
    const { exitCode, stderr } = await region.tend(...words);
    expect(stderr).toContain(sentence);
    expect(stderr).toContain(next);
    expect(stderr).not.toMatch(/bug in tend|at async|›/);
    expect(exitCode).toBe(2);
  });
});

describe('with --json', () => {
  test.each([[['plan', '--json']], [['plan', '--foo', '--json']], [['nope', '--json']], [['upgrade', '--json']]])(
    '%j fails with one small document and an empty stderr',
    async (words) => {
      const { exitCode, stdout, stderr } = await empty.tend(...words);
      const { version, error } = JSON.parse(stdout) as { version: number; error: Record<string, unknown> };
      expect([version, error['exitStatus'], exitCode, stderr]).toEqual([1, 2, 2, '']);
      expect(Object.keys(error)).toEqual(['code', 'message', 'details', 'tryThis', 'exitStatus']);
      expect(stdout.length).toBeLessThan(1000);
    },
  );
});

test('a folder that is gone is told as such', async () => {
  const gone = makePlace();
  const line = `cd ${gone.folder} && rmdir ${gone.folder} && exec ${process.execPath} ${join(project, 'bin', 'run.js')} plan`;
  const options = { env: environmentIn(empty.folder), extendEnv: false, reject: false, stdin: 'ignore' } as const;
  const { exitCode, stderr } = await execa('/bin/sh', ['-c', line], options);
  expect(stderr).toContain('the folder in which you are does not exist any more');
  expect(stderr).not.toContain('bug in tend');
  expect(exitCode).toBe(2);
  gone.remove();
});

test('a clone that knows of no record does not take itself for the first, and says what to write', async () => {
  const first = makePlace();
  await first.tend('init', 'merri-bek', '--domain', 'merri-bek.example.org', '--steward', 'ada');
  expect((await first.tend('whoami')).stdout).toContain('nobody has written into the record yet');
  const clone = join(first.folder, '..', 'clone', 'region');
  await execa('git', ['clone', '-q', first.folder, clone]);
  const { stdout } = await empty.tend('whoami', '--as', 'ada', '-C', clone);
  expect(stdout).toContain('no record beside this clone: your first entry would open a new one');
  expect(stdout).toContain('changelog: { remote: URL }');
  first.remove();
});
