import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import stringWidth from 'string-width';
import { runGit } from '../support/git-repo.js';
import { environmentIn, project } from './run-built.js';

/** Whether there is a program that gives a command a terminal and tells what stands on it. */
const hasTmux = hasProgram('tmux');

(hasTmux ? describe : describe.skip)(`on a terminal${hasTmux ? '' : ' (there is no tmux)'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tend-tty-'));
  const open = new Set<Socket>();
  const servers: Server[] = [];
  const screens: { end(): void }[] = [];

  beforeAll(async () => {
    const sockets = await Promise.all(['brunswick', 'coburg'].map(silentServer));
    writeFileSync(join(folder, 'region.yml'), regionWith(sockets));
    runGit(folder, 'init', '-q', '-b', 'main');
    runGit(folder, 'add', '-A');
    runGit(folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '-q', '-m', 'A region');
  });
  afterAll(() => {
    hangUp();
    for (const screen of screens) screen.end();
    for (const server of servers) server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  test.each([
    ['plan', 80],
    ['status', 120],
    ['doctor', 80],
  ])(
    'tend %s says within a second which nodes it reads (%i columns), and no more of it at the end',
    async (command, columns) => {
      const idle = await seconds(screenOf('node list', columns), /NODE/);
      const screen = screenOf(command, columns);
      // Where a command that reads nobody takes long too, the machine is busy with other things.
      expect(await seconds(screen, /^… (\d+ s · )?reading /m)).toBeLessThan(Math.max(1, 1.5 * idle + 0.3));
      await seconds(screen, /reading brunswick, coburg \(0 of 2 nodes done\)/);
      await sleep(500);
      screen.resize(60);
      await sleep(500);
      hangUp();
      await seconds(screen, /END/);
      const lines = screen.read().split('\n');
      expect(lines.filter((line) => line.includes('reading'))).toEqual([]);
      expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(60);
    },
    60_000,
  );

  function screenOf(command: string, columns: number) {
    const session = `tend-${process.pid}-${columns}-${Math.round(performance.now())}`;
    const node = process.execPath;
    const line = `${node} ${join(project, 'bin', 'run.js')} ${command} -C ${folder}; echo END; sleep 60`;
    const env = { ...environmentIn(folder), TERM: 'screen' };
    const tmux = (...words: readonly string[]) =>
      execFileSync('tmux', ['-L', session, '-f', '/dev/null', ...words], { env, encoding: 'utf8' });
    tmux('new-session', '-d', '-x', String(columns), '-y', '40', line);
    const screen = {
      started: performance.now(),
      // With -J a line that the terminal itself had to break comes whole.
      read: () => tmux('capture-pane', '-p', '-J').replace(/ +$/gm, ''),
      resize: (to: number) => tmux('resize-window', '-x', String(to)),
      end: () => tmux('kill-server'),
    };
    screens.push(screen);
    return screen;
  }

  async function seconds(screen: ReturnType<typeof screenOf>, wanted: RegExp): Promise<number> {
    for (;;) {
      const text = screen.read();
      if (wanted.test(text)) return (performance.now() - screen.started) / 1000;
      if (performance.now() - screen.started > 30_000) throw new Error(`not on the screen: ${String(wanted)}\n${text}`);
      await sleep(20);
    }
  }

  async function silentServer(name: string): Promise<string> {
    const path = join(folder, `${name}.sock`);
    const server = createServer((socket) => void open.add(socket.on('error', () => undefined)));
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(path, resolve));
    return path;
  }

  function hangUp(): void {
    for (const socket of open) socket.destroy();
    open.clear();
  }
});

function regionWith(sockets: readonly string[]): string {
  const nodes = sockets.map(
    (socket, index) => `  ${index === 0 ? 'brunswick' : 'coburg'}: { host: local, socket: ${socket} }`,
  );
  return [
    'region: { name: garden, domain: garden.example.org }',
    'stewards:',
    '  ada: { id: op-7f3k }',
    'nodes:',
    ...nodes,
    '',
  ].join('\n');
}

function hasProgram(name: string): boolean {
  try {
    execFileSync(name, ['-V'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
