import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realGit } from '../../src/tools/git.js';
import { realPrograms } from '../../src/tools/programs.js';
import { makeGitRepo, runGit } from '../support/git-repo.js';
import { isGone } from '../support/processes.js';

describe('git as tend runs it', () => {
  let place: string;
  let repo: string;
  let head: string;
  let ofPerson: Record<string, string>;
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'tend-git-tool-'));
    repo = join(place, 'repo');
    [head = ''] = makeGitRepo(repo, [{ files: { a: 'first\n' } }]);
    ofPerson = { GIT_CONFIG_GLOBAL: join(place, 'gitconfig'), GIT_CONFIG_SYSTEM: '/dev/null' };
    writeFileSync(join(place, 'gitconfig'), '[user]\n\tname = Ada\n\temail = ada@example.org\n');
  });
  afterEach(() => rmSync(place, { recursive: true, force: true }));

  const git = (...args: string[]) => within(ofPerson, () => realGit(realPrograms).run(args, { cwd: repo }));

  /** A program that leaves a mark, and the file that it leaves. */
  function marker(name: string, then = 'exit 1') {
    const program = join(place, name);
    writeFileSync(program, `#!/bin/sh\necho "$@" >> ${program}.mark\n${then}\n`, { mode: 0o755 });
    return { program, mark: `${program}.mark` };
  }

  /** Runs work with variables of the surroundings. */
  async function within<T>(variables: Record<string, string>, work: () => Promise<T>): Promise<T> {
    const before = { ...process.env };
    Object.assign(process.env, variables);
    try {
      return await work();
    } finally {
      process.env = before;
    }
  }

  test('signs with the program of the person', async () => {
    const { program, mark } = marker('sign');
    const settings = `[user]\nname = Ada\nemail = a@example.org\n[commit]\ngpgSign = true\n[gpg]\nprogram = ${program}\n`;
    writeFileSync(join(place, 'gitconfig'), settings);
    runGit(repo, 'config', 'gpg.program', join(place, 'theirs'));
    expect((await git('commit', '--allow-empty', '-m', 'x')).exitCode).not.toBe(0);
    expect(existsSync(mark)).toBe(true);
  });

  test('filters with the program of the person', async () => {
    const { program, mark } = marker('clean', 'exec cat');
    writeFileSync(join(place, 'gitconfig'), `[filter "x"]\nclean = ${program}\n`);
    writeFileSync(join(repo, '.gitattributes'), '* filter=x\n');
    expect((await git('add', '.')).exitCode).toBe(0);
    expect(existsSync(mark)).toBe(true);
  });

  test.each([
    ['GIT_SSH_COMMAND', (program: string) => ({ GIT_SSH_COMMAND: `${program} -v` })],
    ['GIT_SSH', (program: string) => ({ GIT_SSH: program })],
    ['core.sshCommand', () => ({})],
  ])('reaches others by the ssh of the person: %s', async (name, variables) => {
    const { program, mark } = marker('ssh');
    if (name === 'core.sshCommand') writeFileSync(join(place, 'gitconfig'), `[core]\nsshCommand = ${program} -v\n`);
    await within({ ...ofPerson, ...variables(program) }, () =>
      realGit(realPrograms).run(['ls-remote', 'ssh://git@198.18.0.1/x']),
    );
    expect(readFileSync(mark, 'utf8')).toContain('git@198.18.0.1');
    expect(readFileSync(mark, 'utf8')).not.toContain('BatchMode');
  });

  test.each([
    ['', true],
    ['Host *\n  ServerAliveInterval 60\n', false],
  ])('looks whether the other side still lives, unless the person says when (%p)', async (config, looks) => {
    const { program, mark } = marker('ssh');
    mkdirSync(join(place, '.ssh'));
    writeFileSync(join(place, '.ssh', 'config'), config);
    const PATH = `${place}:${process.env['PATH'] ?? ''}`;
    await within({ ...ofPerson, HOME: place, PATH }, () =>
      realGit(realPrograms).run(['ls-remote', 'ssh://git@198.18.0.1/x']),
    );
    expect(program).toBe(join(place, 'ssh'));
    expect(readFileSync(mark, 'utf8')).toContain('-o BatchMode=yes -o ConnectTimeout=10');
    expect(readFileSync(mark, 'utf8').includes('-o ServerAliveInterval=15 -o ServerAliveCountMax=3')).toBe(looks);
  });

  test('shows what a commit says, whatever is put in its place', async () => {
    const [, second = ''] = ['', ...makeGitRepo(join(place, 'other'), [{ files: { a: 'second\n' } }])];
    runGit(repo, 'fetch', '--quiet', join(place, 'other'), 'main');
    runGit(repo, 'replace', head, second);
    expect(runGit(repo, 'show', `${head}:a`)).toBe('second');
    expect((await git('show', `${head}:a`)).stdout).toBe('first');
    runGit(repo, 'replace', '-d', head);
    writeFileSync(join(repo, '.git', 'info', 'grafts'), `${head} ${second}\n`);
    expect(runGit(repo, 'rev-list', '--count', head)).toBe('2');
    expect(await git('rev-list', '--count', head)).toMatchObject({ stdout: '1', stderr: '' });
  });

  test('takes no bare repository in a work tree for the one around it', async () => {
    const { program, mark } = marker('monitor');
    runGit(repo, 'init', '--quiet', '--bare', join(repo, 'docs'));
    runGit(join(repo, 'docs'), 'config', 'filter.x.clean', program);
    const done = await realGit(realPrograms).run(['status'], { cwd: join(repo, 'docs'), env: ofPerson });
    expect(done.exitCode).not.toBe(0);
    expect(existsSync(mark)).toBe(false);
  });

  test('leaves nothing running after a fetch, however much there is to tidy up', async () => {
    const mirror = join(place, 'mirror.git');
    runGit(place, 'init', '--quiet', '--bare', mirror);
    for (const [key, value] of [
      ['gc.auto', '1'],
      ['gc.autoDetach', 'true'],
      ['maintenance.autoDetach', 'true'],
    ] as const)
      runGit(mirror, 'config', key, value);
    const { program, mark } = marker('git', `exec /usr/bin/env -S PATH="${process.env['PATH'] ?? ''}" git "$@"`);
    const PATH = `${place}:${process.env['PATH'] ?? ''}`;
    const trace = join(place, 'trace');
    const env = { ...ofPerson, PATH, GIT_TRACE: trace };
    await realGit(realPrograms).run(['--git-dir', mirror, 'fetch', repo, '+refs/heads/*:refs/heads/*'], { env });
    expect([program, existsSync(mark)]).toEqual([join(place, 'git'), true]);
    expect(readFileSync(trace, 'utf8')).not.toMatch(/run_command: .*(maintenance|gc)/);
  });

  test('its limit holds for its children, too: an ssh that says nothing more', async () => {
    const { program } = marker('silent', `echo $$ > ${join(place, 'pid')}\ntrap "" TERM\nsleep 300 & wait\nsleep 300`);
    const began = Date.now();
    const done = await within({ ...ofPerson, GIT_SSH_COMMAND: program }, () =>
      realGit(realPrograms).run(['ls-remote', 'ssh://git@198.18.0.1/x'], { timeoutMs: 2_000 }),
    );
    expect(done).toMatchObject({ timedOut: true, exitCode: undefined });
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(await isGone(Number(readFileSync(join(place, 'pid'), 'utf8')))).toBe(true);
  });
});
