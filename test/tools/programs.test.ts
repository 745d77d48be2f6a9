import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realPrograms, type ProgramOptions } from '../../src/tools/programs.js';
import { isAlive, isGone } from '../support/processes.js';

/** Milliseconds in which a call must be back: its limit, the grace of the programs, and a slow machine. */
const soon = 15_000;

describe('running programs', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'programs-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const shell = (lines: string, options: ProgramOptions = {}) =>
    realPrograms.run('sh', ['-c', lines], { ...options, env: { F: folder, ...options.env } });
  const pidOf = (name: string) => Number(readFileSync(join(folder, name), 'utf8'));

  test('gives status and text, and says what is missing', async () => {
    expect(await shell('echo out; echo err >&2; exit 3')).toMatchObject({ exitCode: 3, stdout: 'out', stderr: 'err' });
    expect(await realPrograms.run(join(folder, 'none'), [])).toMatchObject({ missing: true, exitCode: undefined });
  });

  test('as bytes, gives each of them, the last newline too', async () => {
    for (const text of ['out\n', 'out', 'out\n\n', '']) {
      const { bytes } = await realPrograms.runBytes('printf', ['%s', text]);
      expect(Buffer.from(bytes).toString('utf8')).toBe(text);
    }
  });

  test('gives all of a large output, also where nobody reads at first', async () => {
    const running = shell('head -c 3000000 /dev/zero | tr "\\0" x');
    const end = Date.now() + 1_500;
    await new Promise((resolve) => setTimeout(resolve, 100));
    while (Date.now() < end);
    expect((await running).stdout).toHaveLength(3_000_000);
  });

  test.each(['run', 'runBytes'] as const)(
    '%s: a child that keeps the pipes and ignores SIGTERM ends with it at the limit',
    async (way) => {
      const lines = '(trap "" TERM; echo $$ > /dev/null; exec sleep 300) & echo $! > "$F/child"; echo begun; wait';
      const began = Date.now();
      const done = await realPrograms[way]('sh', ['-c', lines], { timeoutMs: 1_000, env: { F: folder } });
      expect(Date.now() - began).toBeLessThan(soon);
      expect(done).toMatchObject({ timedOut: true, exitCode: undefined });
      expect(await isGone(pidOf('child'))).toBe(true);
    },
  );

  test('a child that keeps the pipes after the program has ended does not hold the call, and is ended', async () => {
    const began = Date.now();
    const done = await shell('(trap "" TERM; exec sleep 300) & echo $! > "$F/child"; echo done', { timeoutMs: 60_000 });
    expect(Date.now() - began).toBeLessThan(soon);
    expect(done).toMatchObject({ exitCode: 0, stdout: 'done', timedOut: false });
    expect(await isGone(pidOf('child'))).toBe(true);
  });

  // The master connection that ssh keeps for a person (ControlPersist) is theirs: it lives in a session of its own.
  test('one in a session of its own that keeps the pipes does not hold the call either, and lives on', async () => {
    const began = Date.now();
    const done = await shell('setsid sh -c \'echo $$ > "$F/child"; exec sleep 300\' & sleep 0.5; echo done; exit 4');
    expect(Date.now() - began).toBeLessThan(soon);
    expect(done).toMatchObject({ exitCode: 4, stdout: 'done' });
    const pid = pidOf('child');
    expect(isAlive(pid)).toBe(true);
    process.kill(pid, 'SIGKILL');
  });

  test('has no terminal, unless it may ask there', async () => {
    const session = () => shell('ps -o sid= -p $$; echo $$');
    const [own, pid] = (await session()).stdout.split('\n').map(Number);
    expect(own).toBe(pid);
    const { stdout } = await shell('ps -o sid= -p $$; ps -o sid= -p $PPID', { terminal: true });
    const [its, ours] = stdout.split('\n').map(Number);
    expect(its).toBe(ours);
  });

  test('one at the terminal is ended with its children, too', async () => {
    const lines = '(trap "" TERM; exec sleep 300) & echo $! > "$F/child"; wait';
    expect(await shell(lines, { timeoutMs: 1_000, terminal: true })).toMatchObject({ timedOut: true });
    expect(await isGone(pidOf('child'))).toBe(true);
  });

  test('who takes no more of a stream ends the program with its children', async () => {
    const lines = '(trap "" TERM; exec sleep 300) & echo $! > "$F/child"; while :; do echo more; done';
    for await (const _bytes of realPrograms.streamBytes('sh', ['-c', lines], { env: { F: folder } })) break;
    expect(await isGone(pidOf('child'))).toBe(true);
  });

  test('a signal ends it whole', async () => {
    const lines = '(trap "" TERM; exec sleep 300) & echo $! > "$F/child"; wait';
    const done = await shell(lines, { signal: AbortSignal.timeout(1_000) });
    expect(done.exitCode).toBeUndefined();
    expect(await isGone(pidOf('child'))).toBe(true);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'the end of its work'] as const)(
    'what still runs ends with tend, whole: at %s',
    async (how) => {
      const child = startTend(how === 'the end of its work' ? 'process.exit(0)' : '');
      const ended = new Promise((resolve) => child.once('exit', resolve));
      while (!existsSync(join(folder, 'child'))) await new Promise((resolve) => setTimeout(resolve, 20));
      const tendsChild = pidOf('child');
      if (how !== 'the end of its work') child.kill(how);
      await ended;
      expect(await isGone(tendsChild)).toBe(true);
    },
  );

  /** A Node that runs a program by the tools, and the pid of that program's child, which ignores SIGTERM. */
  function startTend(then: string) {
    const lines = '(trap "" TERM INT HUP; exec sleep 300) & echo $! > "$F/new"; mv "$F/new" "$F/child"; wait';
    const program = `
      import { existsSync } from 'node:fs';
      import { realPrograms } from ${JSON.stringify(join(import.meta.dirname, '../../src/tools/programs.ts'))};
      void realPrograms.run('sh', ['-c', ${JSON.stringify(lines)}], { env: { F: ${JSON.stringify(folder)} } });
      setInterval(() => { if (existsSync(${JSON.stringify(join(folder, 'child'))})) { ${then} } }, 20);`;
    return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], { stdio: 'inherit' });
  }
});
