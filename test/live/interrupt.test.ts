import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { lockName } from '../../src/apply/lock-config.js';
import { putImages } from '../../src/lab/put-images.js';
import { makeSmallImage } from '../../src/lab/make-small-image.js';
import { expectSoon } from './support/expect-soon.js';
import { useLab } from './support/lab.js';
import { makeTestRegion, smallRecipe, type Running, type TestRegion } from './support/test-region.js';

const colours = /\u001b\[[0-9;]*m/;

describe('somebody says stop', () => {
  const fixture = useLab({ nodes: 1 });
  const regions: TestRegion[] = [];
  let silent: Server;
  beforeAll(async () => {
    await putImages(fixture.tools, fixture.lab, [
      makeSmallImage('small:1', { kind: 'ok' }),
      makeSmallImage('small:late', { kind: 'healthy-after', seconds: 15 }),
      makeSmallImage('small:slow', { kind: 'healthy-after', seconds: 60 }),
    ]);
    silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '0.0.0.0');
  });
  afterAll(() => {
    silent.close();
    for (const region of regions) region.remove();
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'while an app starts: %s ends with 130, the outcome recorded and the lock given back',
    async (signal) => {
      const app = `slow-${signal.slice(3).toLowerCase()}`;
      const region = regionWith('small:slow', app);
      const { running } = await startUntil(region, 'settling');
      expect(await locks(app)).not.toBe('');
      const began = performance.now();
      running.kill(signal);
      const { exitCode, stderr } = await running;
      expect(exitCode).toBe(130);
      expect(stderr).toContain('stopping: what runs is looked at and recorded');
      expect(performance.now() - began).toBeLessThan(40_000);
      expect(results(region)).toEqual(['unknown']);
      expect(await locks(app)).toBe('');
    },
  );

  test('while an image is fetched: ends with 130 soon, nothing announced, nothing changed, no lock left', async () => {
    const { port } = silent.address() as AddressInfo;
    const image = `${fixture.lab.gateway}:${port}/never:1@sha256:${'a'.repeat(64)}`;
    const region = regionWith(image, 'never');
    const { running } = await startUntil(region, 'pulling');
    const began = performance.now();
    running.kill('SIGINT');
    expect(await running).toMatchObject({ exitCode: 130 });
    expect(performance.now() - began).toBeLessThan(30_000);
    expect(existsSync(region.changelog) ? region.entries() : []).toEqual([]);
    expect(await fixture.docker(1, 'service', 'ls', '-q', '--filter', 'name=never_')).toBe('');
    expect(await locks('never')).toBe('');
  });

  test('a second time: ends at once, and one more apply heals what was left open', async () => {
    const region = regionWith('small:late', 'twice');
    const { running } = await startUntil(region, 'settling');
    // A node that does not answer: looking, which the first Ctrl-C still does, takes its time.
    await fixture.ssh(1, 'kill -STOP $(cat /run/docker.pid)');
    running.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const began = performance.now();
    running.kill('SIGINT');
    const { exitCode } = await running;
    const ms = performance.now() - began;
    await fixture.ssh(1, 'kill -CONT $(cat /run/docker.pid)');
    expect(exitCode).toBe(130);
    expect(ms).toBeLessThan(8_000);
    expect(await region.tend('apply', '--yes')).toMatchObject({ exitCode: 0 });
    expect(results(region)).toHaveLength(1);
  });

  test('before the question is answered: nothing was done, and it is no bug', async () => {
    const region = regionWith('small:1', 'asked-c');
    const terminal = openTerminal(region);
    await terminal.until('go?');
    terminal.type('\u0003');
    const { exitCode, screen } = await terminal.end();
    expect(exitCode).toBe(130);
    expect(screen).not.toContain('bug in tend');
    expect(existsSync(region.changelog)).toBe(false);
  });

  test('in a terminal shows the plan and asks; no does nothing, yes does it', async () => {
    const region = regionWith('small:1', 'asked');
    const no = openTerminal(region);
    await no.until('go?');
    no.type('n\r');
    expect(await no.end()).toMatchObject({ exitCode: 10, screen: expect.stringContaining('Nothing was done.') });
    expect(existsSync(region.changelog)).toBe(false);
    const yes = openTerminal(region);
    await yes.until('go?');
    yes.type('y\r');
    const done = await yes.end();
    expect(done).toMatchObject({ exitCode: 0, screen: expect.stringContaining('1 change done') });
    expect(done.screen).toMatch(/\+.*asked.*deploy 1\.0\.0\+1/);
    expect(done.screen).toMatch(colours);
    expect(results(region)).toEqual(['done']);
  });

  test('in a terminal Ctrl-C while an app starts finishes the record', async () => {
    const region = regionWith('small:slow', 'typed-c');
    const terminal = openTerminal(region, ['--yes']);
    await terminal.until('health check');
    terminal.type('\u0003');
    expect(await terminal.end()).toMatchObject({ exitCode: 130 });
    expect(results(region)).toEqual(['unknown']);
    expect(await locks('typed-c')).toBe('');
  });

  test('asks nothing without a terminal', async () => {
    const region = regionWith('small:1', 'nobody');
    const { exitCode, stdout, stderr } = await region.tend('apply');
    expect(exitCode).toBe(10);
    expect(stderr).toContain('tend apply --yes');
    expect(stdout + stderr).not.toContain('go?');
  });

  test('prints no colours in a terminal where NO_COLOR is set', async () => {
    const region = regionWith('small:1', 'plain');
    const terminal = openTerminal(region, ['--yes'], { NO_COLOR: '1' });
    const { screen, exitCode } = await terminal.end();
    expect(exitCode).toBe(0);
    expect(screen).toContain('1 change done');
    expect(screen).not.toMatch(colours);
  });

  test.each(['plan', 'plan --json', 'status', 'changelog show'])('%s | head -1 ends quietly', async (words) => {
    const region = regionWith('small:1', 'head');
    const { stderr, exitCode } = await inShell(region, `tend ${words} | head -c 1; exit \${PIPESTATUS[0]}`);
    expect(stderr).toBe('');
    expect(exitCode).toBe(0);
  });

  test('an apply goes on to its end although nobody reads what it prints', async () => {
    const region = regionWith('small:1', 'unread');
    const { exitCode } = await inShell(region, 'tend apply --yes 2>&1 --events - | head -c 1; exit ${PIPESTATUS[0]}');
    expect(exitCode).toBe(0);
    expect(results(region)).toEqual(['done']);
    expect(await locks('unread')).toBe('');
  });

  function regionWith(image: string, app: string): TestRegion {
    const region = makeTestRegion(fixture);
    regions.push(region);
    region.recipe('small', smallRecipe([{ tag: '1.0.0+1', image }]));
    region.write(`  ${app}: { recipe: ../small, version: 1.0.0+1, node: one }`);
    return region;
  }

  /** Starts an apply and comes back once it is in that phase. */
  async function startUntil(region: TestRegion, phase: string): Promise<{ running: Running }> {
    const events = join(region.root, 'events');
    const running = region.start(['apply', '--yes', '--events', events]);
    await expectSoon(async () => existsSync(events) && readFileSync(events, 'utf8').includes(`"phase":"${phase}"`));
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { running };
  }

  function locks(app: string): Promise<string> {
    return fixture.docker(1, 'config', 'ls', '-q', '--filter', `name=${lockName(`${app}_test_example`)}`);
  }
});

function results(region: TestRegion): unknown[] {
  return region
    .entries()
    .filter(({ type }) => type === 'outcome')
    .map(({ result }) => result);
}

/** An apply in a pseudo terminal of 100 columns, made by util-linux's script. */
function openTerminal(region: TestRegion, words: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const command = [process.execPath, region.command, 'apply', ...words].join(' ');
  const running = execa('script', ['-qefc', `stty cols 100 rows 40; exec ${command}`, '/dev/null'], {
    cwd: region.folder,
    reject: false,
    extendEnv: false,
    env: { ...region.environment, TERM: 'xterm-256color', ...env },
  });
  let screen = '';
  running.stdout.on('data', (part: Buffer) => (screen += part.toString()));
  return {
    until: (text: string) => expectSoon(async () => screen.includes(text)),
    type: (keys: string) => void running.stdin.write(keys),
    async end() {
      const { exitCode } = await running;
      return { exitCode, screen };
    },
  };
}

function inShell(region: TestRegion, line: string) {
  const tend = `tend() { ${process.execPath} ${region.command} "$@"; }; ${line}`;
  return execa('bash', ['-c', tend], {
    cwd: region.folder,
    reject: false,
    extendEnv: false,
    env: { ...region.environment, NO_COLOR: '1' },
    stdin: 'ignore',
  });
}
