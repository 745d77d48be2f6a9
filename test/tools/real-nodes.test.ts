import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Node } from '../../src/model/region.js';
import { realClock } from '../../src/tools/clock.js';
import { realEnvironment } from '../../src/tools/environment.js';
import type { Nodes } from '../../src/tools/nodes.js';
import { realPrograms } from '../../src/tools/programs.js';
import { realNodes } from '../../src/tools/real-nodes.js';
import { makeNode } from '../support/builders.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { makeFakeNodes } from '../support/fake-nodes.js';

const folder = mkdtempSync(join(tmpdir(), 'tend-nodes-'));
const socket = join(folder, 'docker.sock');
const docker = createServer((_, response) => response.end('OK'));
let silent: Node;

beforeAll(async () => {
  await new Promise<void>((resolve) => docker.listen(socket, resolve));
  silent = makeNode({ name: 'fawkner', host: '127.0.0.1', user: 'ada', port: await freePort() });
});
afterAll(() => {
  docker.close();
  rmSync(folder, { recursive: true });
});

const here = makeNode({ name: 'brunswick', host: 'local', socket });

// The fake and the real ones keep one contract; over ssh to real servers: test/live/reaching-nodes.test.ts.
describe.each<[string, () => Nodes]>([
  ['nodes in memory', () => makeFakeNodes({ brunswick: makeFakeDocker().docker })],
  ['real nodes', () => realNodes(realEnvironment(), realPrograms, realClock)],
])('%s', (_, make) => {
  test('give one connection to a node until it is closed, then another one', async () => {
    const nodes = make();
    const first = await nodes.connect(here);
    expect(await nodes.connect(here)).toBe(first);
    await first.close();
    const second = await nodes.connect(here);
    expect(second).not.toBe(first);
    await nodes.closeAll();
  });

  test('give another connection after all were closed, which does no harm a second time', async () => {
    const nodes = make();
    const first = await nodes.connect(here);
    await nodes.closeAll();
    expect(await nodes.connect(here)).not.toBe(first);
    await nodes.closeAll();
    await nodes.closeAll();
  });

  test('name a node at which nothing answers, each time', async () => {
    const nodes = make();
    for (let tries = 0; tries < 2; tries++)
      await expect(nodes.connect(silent, { timeoutMs: 5000 })).rejects.toMatchObject({
        code: 'NODE_UNREACHABLE',
        message: expect.stringMatching(/^fawkner: /),
      });
    await nodes.closeAll();
  });
});

/** A port at which nobody listens any more. */
async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
