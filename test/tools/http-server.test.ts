import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { realHttpServer, type HttpRequest, type RunningServer } from '../../src/tools/http-server.js';

let server: RunningServer;
let lines: string[];
let answer: (request: HttpRequest) => Promise<string>;

beforeEach(async () => {
  lines = [];
  answer = async ({ method, path, body }) => `${method} ${path} ${body.length}`;
  server = await realHttpServer.serve({
    host: '127.0.0.1',
    port: 0,
    bodyLimit: 1000,
    answer: async (asked) => ({ status: 200, type: 'text/plain', body: await answer(asked) }),
    answered: ({ method, path }, { status }) => lines.push(`${method} ${path} ${status}`),
    failed: (error) => lines.push(String(error)),
  });
});
afterEach(() => server.stop());

async function ask(path: string, { method = 'POST', body = '', chunked = false } = {}) {
  const headers = chunked ? {} : { 'content-length': Buffer.byteLength(body) };
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request(`${server.url}${path}`, { method, headers, agent: false }, (reply) => {
      void text(reply).then((read) => resolve({ status: reply.statusCode ?? 0, body: read }), reject);
    });
    asked.on('error', reject);
    if (chunked) for (let at = 0; at < body.length; at += 100) asked.write(body.slice(at, at + 100));
    asked.end(chunked ? '' : body);
  });
}

/** Sends bytes as they are; gives what came back once the other side hung up. */
function raw(bytes: string): { socket: Socket; closed: Promise<string> } {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(bytes);
  let came = '';
  socket.on('data', (part) => (came += part.toString('latin1')));
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(came)).on('error', () => undefined));
  return { socket, closed };
}

describe('the HTTP server', () => {
  test('answers, and tells each request', async () => {
    expect(await ask('/there?x=1', { body: 'four' })).toEqual({ status: 200, body: 'POST /there 4' });
    expect(await ask('/there', { method: 'HEAD' })).toEqual({ status: 200, body: '' });
    expect(lines).toEqual(['POST /there 200', 'HEAD /there 200']);
  });

  test('takes as much as it may, and answers 413 to a byte more', async () => {
    for (const chunked of [false, true]) {
      expect(await ask('/', { body: 'x'.repeat(1000), chunked })).toEqual({ status: 200, body: 'POST / 1000' });
      expect((await ask('/', { body: 'x'.repeat(1001), chunked })).status).toBe(413);
      expect((await ask('/', { body: 'x'.repeat(60_000), chunked })).status).toBe(413);
    }
  });

  test('does not read on for ever what is too long', async () => {
    const { socket, closed } = raw('POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `400\r\n${'x'.repeat(1024)}\r\n`;
    const timer = setInterval(() => socket.writable && socket.write(chunk.repeat(50)), 5);
    expect(await closed).toContain('413');
    clearInterval(timer);
  });

  test('a failure is told here, and not to the client', async () => {
    answer = async () => Promise.reject(new Error('the disk at /secret is full'));
    expect(await ask('/')).toEqual({ status: 500, body: 'something is wrong here; the operator has to look\n' });
    expect(lines).toEqual(['Error: the disk at /secret is full', 'POST / 500']);
  });

  test('serves one request after the other on one connection', async () => {
    const { socket, closed } = raw('GET /one HTTP/1.1\r\nHost: x\r\n\r\nGET /two HTTP/1.1\r\nHost: x\r\n\r\n');
    setTimeout(() => socket.end(), 200);
    expect((await closed).match(/GET \/(one|two) 0/g)).toEqual(['GET /one 0', 'GET /two 0']);
  });

  test('hangs up on who sends no header, half a header, half a body or a byte now and then', async () => {
    const begun = performance.now();
    const slow = [
      raw(''),
      raw('POST / HT'),
      raw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nfive.'),
      raw('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n'),
    ];
    const timer = setInterval(() => slow[3]!.socket.writable && slow[3]!.socket.write('x'), 100);
    await Promise.all(slow.map(({ closed }) => closed));
    clearInterval(timer);
    expect(performance.now() - begun).toBeLessThan(17_000);
    expect((await ask('/after')).status).toBe(200);
  }, 30_000);

  test('answers what runs before it stops, and takes no more', async () => {
    let go = () => {};
    const asked = new Promise<void>((tell) => {
      answer = () => {
        tell();
        return new Promise((resolve) => (go = () => resolve('done')));
      };
    });
    const running = ask('/slow');
    await asked;
    const stopped = server.stop();
    await expect(ask('/late')).rejects.toThrow('ECONNREFUSED');
    go();
    expect(await running).toEqual({ status: 200, body: 'done' });
    await stopped;
  });

  test('says in words why it cannot listen, and what to do', async () => {
    const options = { host: '127.0.0.1', port: Number(new URL(server.url).port), bodyLimit: 1 };
    const rest = { answer: () => Promise.reject(new Error()), answered: () => undefined, failed: () => undefined };
    await expect(realHttpServer.serve({ ...options, ...rest })).rejects.toMatchObject({
      message: expect.stringContaining('another program does already'),
      tryThis: [expect.stringContaining('--listen HOST:PORT')],
    });
  });
});
