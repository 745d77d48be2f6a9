import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { environmentIn, makePlace, project, type Place } from './run-built.js';

const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string };
const { commands } = JSON.parse(readFileSync(join(project, 'oclif.manifest.json'), 'utf8')) as {
  commands: Record<string, { id: string; hidden?: boolean }>;
};

let place: Place;
beforeAll(() => void (place = makePlace()));
afterAll(() => place.remove());

test.each([['--version'], ['-v']])('tells its version with %s', async (flag) => {
  const { exitCode, stdout } = await place.tend(flag);
  expect([exitCode, stdout.split(' ')[0]]).toEqual([0, `coop-tend/${version}`]);
});

test('takes the folder of the region before the command too, as git does', async () => {
  const said = [
    ['-C', '/nowhere', 'plan', '--json'],
    ['plan', '--json', '-C', '/nowhere'],
    ['--json', '-C', '/nowhere', 'plan'],
  ];
  const answers = await Promise.all(said.map((words) => place.tend(...words)));
  expect(answers.map(({ exitCode }) => exitCode)).toEqual([2, 2, 2]);
  expect(new Set(answers.map(({ stdout }) => stdout)).size).toBe(1);
  expect(answers[0]?.stdout).toContain('/nowhere');
});

test.each([[['--help']], [['-h']], [['help']], [[]]])(
  '%j lists every command and says where to begin',
  async (words) => {
    const { exitCode, stdout } = await place.tend(...words);
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    for (const word of ['plan', 'apply', 'status', 'tend demo', 'tend init']) expect(stdout).toContain(word);
  },
);

describe('help fits 80 columns, has a usage line and no left-over of the frame', () => {
  test.each(
    Object.values(commands)
      .map(({ id }) => [id.replaceAll(':', ' ')])
      .filter(([name]) => name !== 'help'),
  )('%s', async (name) => {
    const { exitCode, stdout } = await place.tend('help', ...name.split(' '));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(new RegExp(`\\$ tend ${name}.* \\[FLAGS\\]`));
    expect(stdout).not.toMatch(/<value>|Format output as json/);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

test('ends quietly where the reader has seen enough', async () => {
  const line = `"${process.execPath}" "${join(project, 'bin', 'run.js')}" --help | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const child = spawn('bash', ['-c', line], { env: environmentIn(place.folder), stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained] = [read(child.stdout), read(child.stderr)];
  await once(child, 'close');
  expect(await said).toMatch(/^Plan, apply and.*\n0\n$/);
  expect(await complained).toBe('');
});

describe('init', () => {
  test('starts a region that plans, and never overwrites', async () => {
    const made = makePlace();
    const first = await made.tend('init', 'merri-bek', '--domain', 'merri-bek.example.org', '--steward', 'ada');
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    expect(first.stdout).toContain('tend node add NAME --host HOST --user LOGIN');
    const text = readFileSync(join(made.folder, 'region.yml'), 'utf8');
    expect(text).toMatch(/^ {2}ada:\n {4}id: op-[a-z0-9]{6}$/m);
    const plan = await made.tend('plan');
    expect(plan).toMatchObject({ exitCode: 0, stderr: '' });
    expect(plan.stdout).toContain('No nodes yet: tend node add');
    expect(plan.stdout).not.toContain('uncommitted');
    const again = await made.tend('init', 'other', '--domain', 'other.example.org');
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain('is there already: nothing was written');
    expect(readFileSync(join(made.folder, 'region.yml'), 'utf8')).toBe(text);
    made.remove();
  });

  test('says where abra is at work already, and what takes that over', async () => {
    const made = makePlace();
    mkdirSync(join(made.folder, 'home', '.abra', 'servers', 'one.example.org'), { recursive: true });
    const { stdout } = await made.tend('init', 'x', '--domain', 'x.example.org');
    expect(stdout).toMatch(/^abra looks after 1 server from here \(.*\/\.abra\); to take them over: tend import$/m);
    made.remove();
  });

  test('leaves nothing behind where a name is wrong', async () => {
    const made = makePlace();
    expect((await made.tend('init', 'Big', '--domain', 'x.example.org')).exitCode).toBe(2);
    expect(existsSync(join(made.folder, 'region.yml'))).toBe(false);
    made.remove();
  });

  test('keeps to the repository that is there, and takes nothing else into its commit', async () => {
    const made = makePlace();
    writeFileSync(join(made.folder, 'notes.txt'), 'mine\n');
    await run(made.folder, 'git init -q && git add notes.txt');
    const { stdout } = await made.tend(
      'init',
      'x',
      '--domain',
      'x.example.org',
      '--node',
      'one',
      '--host',
      'localhost',
    );
    expect(stdout).toContain('in the git repository that is here');
    expect(stdout).toContain('tend node add one --pin');
    expect(await run(made.folder, 'git show --name-only --format=%s')).toBe('Start the region\n\nregion.yml\n');
    made.remove();
  });
});

async function run(folder: string, line: string): Promise<string> {
  const child = spawn('bash', ['-c', line], {
    cwd: folder,
    env: environmentIn(folder),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = read(child.stdout);
  await once(child, 'close');
  return said;
}

async function read(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const part of stream) text += String(part);
  return text;
}
