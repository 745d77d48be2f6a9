import { execa } from 'execa';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { project } from './run-built.js';

/** A copy of the command, started by a Node that says it is 18, and beside it a stand-in for the clone's own Node. */
let root: string;
const own = () => join(root, 'node_modules', 'node', 'bin', 'node');

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tend-node-'));
  cpSync(join(project, 'bin'), join(root, 'bin'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "name": "x", "version": "0", "type": "module" }');
  writeFileSync(
    join(root, 'old.cjs'),
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.19.0' } });`,
  );
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

function standIn(script: string): void {
  mkdirSync(dirname(own()), { recursive: true });
  writeFileSync(own(), `#!/bin/sh\n${script}\n`);
  chmodSync(own(), 0o755);
}

function startOld(...words: readonly string[]) {
  const args = ['--require', join(root, 'old.cjs'), join(root, 'bin', 'run.js'), ...words];
  return execa(process.execPath, args, { reject: false, input: 'typed\n' });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('started with an old Node', () => {
  test('says so in one sentence where there is no other', async () => {
    rmSync(join(root, 'node_modules'), { recursive: true, force: true });
    const { exitCode, stdout, stderr } = await startOld('plan');
    expect([exitCode, stdout, stderr]).toEqual([14, '', 'tend needs Node 22.13 or newer; this is Node 18.19.0.']);
  });

  test('hands words, streams and exit status to the one of the clone', async () => {
    standIn('echo "$@"; cat; echo beside >&2; exit 7');
    const { exitCode, stdout, stderr } = await startOld('plan', '--app', 'a b');
    const words = `--require ${join(root, 'old.cjs')} ${join(root, 'bin', 'child.js')} plan --app a b`;
    expect([exitCode, stdout, stderr]).toEqual([7, `${words}\ntyped`, 'beside']);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('hands on %s and waits for the end', async (signal) => {
    standIn(`trap 'echo tidied; exit 3' INT TERM HUP; echo ready; while :; do sleep 0.05; done`);
    const run = startOld('apply');
    run.stdout?.once('data', () => run.kill(signal));
    const { exitCode, stdout } = await run;
    expect([exitCode, stdout]).toEqual([3, 'ready\ntidied']);
  });

  test('takes the other with it when it is killed, whatever that does just then', async () => {
    standIn(`shift 2; exec ${process.execPath} "$@"`);
    writeFileSync(join(root, 'bin', 'start.js'), 'console.log(process.pid); setInterval(() => {}, 1000);');
    const run = startOld('apply');
    const pid = await new Promise<number>((resolve) => run.stdout?.once('data', (line) => resolve(Number(line))));
    expect(isAlive(pid)).toBe(true);
    run.kill('SIGKILL');
    await run;
    for (let looks = 0; looks < 100 && isAlive(pid); looks += 1) await setTimeout(50);
    expect(isAlive(pid)).toBe(false);
  });

  test('ends by the signal that ended the other', async () => {
    standIn('kill -TERM $$');
    expect((await startOld('plan')).signal).toBe('SIGTERM');
  });
});

test('runs with whatever Node this machine brings', async () => {
  const path = (process.env['PATH'] ?? '').split(':').filter((folder) => !folder.includes('node_modules'));
  const { stdout } = await execa(join(project, 'bin', 'run.js'), ['--version'], { env: { PATH: path.join(':') } });
  expect(stdout).toMatch(/^coop-tend\/\S+ \S+ node-v2[2-9]\./);
});
