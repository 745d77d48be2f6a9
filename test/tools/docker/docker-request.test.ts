import { afterEach, expect, test } from '@jest/globals';
import { Agent, createServer } from 'node:http';
import { dockerApi } from '../../../src/tools/docker/docker-api.js';
import { makeRealDocker } from '../../../src/tools/docker/make-real-docker.js';
import { listenAtSocket } from '../../support/listen-at-socket.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const access = { transport: 'local', freeBytes: async () => undefined, meminfo: async () => undefined } as const;

test('signs of life of a lock go before what waits, where only one request may be under way', async () => {
  const { docker, asked } = await slowDocker();
  const waiting = Array.from({ length: 6 }, () => docker.networks());
  await Promise.all([...waiting, docker.updateConfigLabels('lock', 1, { Name: 'lock', Data: '', Labels: {} })]);
  expect(asked.indexOf('/configs/lock/update')).toBeLessThanOrEqual(1);
  expect(asked).toHaveLength(7);
});

test('a request that is given up while it waits, or while it is answered, keeps nobody else waiting', async () => {
  const { docker, asked } = await slowDocker('/distribution/silent/json');
  const answered = docker.resolveImage('silent', undefined, 200);
  const waited = docker.resolveImage('other', undefined, 50);
  await expect(waited).rejects.toMatchObject({ code: 'NODE_UNREACHABLE' });
  await expect(answered).rejects.toMatchObject({ code: 'NODE_UNREACHABLE' });
  expect(await docker.networks()).toEqual([]);
  expect(asked).toEqual(['/distribution/silent/json', '/networks']);
});

/** A Docker that lets one connection in, and takes 20 ms for an answer; of `silent` it never answers. */
async function slowDocker(silent?: string) {
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://docker');
    asked.push(pathname);
    request.resume();
    if (pathname !== silent) setTimeout(() => answer.end(pathname === '/networks' ? '[]' : ''), 20);
  });
  const listening = await listenAtSocket(server);
  closing.push(() => listening.close());
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const docker = makeRealDocker(dockerApi({ name: 'one' }, { agent }, listening.socket), access);
  return { docker, asked };
}
