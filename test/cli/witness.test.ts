import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { realHttpClient } from '../../src/tools/http-client.js';
import { parseNote } from '../../src/tlog/note/note.js';
import { parseVerifierKey } from '../../src/tlog/note/verifier-key.js';
import { verifyNote } from '../../src/tlog/note/verify-note.js';
import { makeSmallLog } from '../witness/small-log.js';
import { environmentIn, makePlace, project, type Place } from './run-built.js';

const log = makeSmallLog({ entries: 400 });
const fork = makeSmallLog({ signer: log.signer, entries: 400, forkAt: 5 });
let place: Place;

beforeEach(() => void (place = makePlace()));
afterEach(() => place.remove());

const init = () => place.tend('witness', 'init', '--name', 'witness.example.org/w1');
const add = () => place.tend('witness', 'add', log.origin, '--key', log.signer.key.text);
const folder = () => join(place.folder, 'state/tend/witness/witness.example.org%2Fw1');

describe('tend witness', () => {
  test('makes a key once, prints the line for policies, and knows the logs that it is told', async () => {
    const made = await place.tend(
      'witness',
      'init',
      '--name',
      'witness.example.org/w1',
      '--url',
      'https://w.example.org',
    );
    const [, vkey] = /^witness witness\.example\.org\/w1 (\S+) https:\/\/w\.example\.org$/m.exec(made.stdout) ?? [];
    expect(parseVerifierKey(vkey!)).toMatchObject({ kind: 'cosignature-v1', name: 'witness.example.org/w1' });
    expect(statSync(join(folder(), 'key')).mode & 0o777).toBe(0o600);
    expect(await init()).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is a witness of this machine'),
    });
    expect(await add()).toMatchObject({ exitCode: 0 });
    const listed = JSON.parse((await place.tend('witness', 'list', '--json')).stdout) as object;
    const logs = [{ origin: log.origin, keys: [log.signer.key.text], remote: null, cosigned: null }];
    expect(listed).toEqual({
      version: 1,
      witnesses: [{ name: 'witness.example.org/w1', vkey, folder: folder(), logs }],
    });
  }, 60_000);

  test('refuses keys that are not of the log', async () => {
    await init();
    const other = makeSmallLog({ origin: 'example.net/changelog' }).signer.key.text;
    for (const key of [other, 'junk', log.signer.key.text.slice(0, -1)])
      expect((await place.tend('witness', 'add', log.origin, '--key', key)).exitCode).toBe(2);
  }, 60_000);

  test('asks which one is meant, where there are several', async () => {
    await init();
    await place.tend('witness', 'init', '--name', 'second.example.org');
    const { exitCode, stderr } = await add();
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--name second') });
  }, 60_000);

  test('serves until it is told to stop, a line for each request', async () => {
    await init();
    await add();
    const server = await serve();
    await server.ask(await log.request(0, 3));
    await server.ask(Buffer.from('junk'));
    server.process.kill('SIGTERM');
    const { exitCode, stderr, stdout } = await server.process;
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(/Z POST \/add-checkpoint 200 \d+ ms example\.org\/changelog, 3 entries\n/);
    expect(stderr).toMatch(/Z POST \/add-checkpoint 400 \d+ ms\n/);
  }, 60_000);

  test('two processes with one state, killed in the middle of their work, cosign no two heads that contradict', async () => {
    await init();
    await add();
    const vkey = parseVerifierKey(readFileSync(join(folder(), 'key'), 'utf8').split('\n')[0]!)!;
    const released = new Map<number, Set<string>>();
    for (let round = 0; round < 3; round++) {
      const servers = await Promise.all([serve(), serve()]);
      const asking = servers.flatMap((server) => [log, fork].map((from) => climb(server, from, { vkey, released })));
      setTimeout(() => servers[0].process.kill('SIGKILL'), 300 + 100 * round);
      await Promise.all(asking);
      servers[1].process.kill('SIGTERM');
      await Promise.all(servers.map((server) => server.process));
    }
    const texts = [...released].map(([size, heads]) => [size, heads.size]);
    expect(texts.filter(([, heads]) => heads !== 1)).toEqual([]);
    // Beyond the first entry that differs all must lie on the same branch.
    const sizes = [...released.keys()].filter((size) => size > 5);
    const branches = [log, fork].map(async (from) => {
      const heads = await Promise.all(sizes.map(async (size) => parseNote(await from.head(size))!.text));
      return sizes.every((size, at) => released.get(size)?.has(heads[at]!));
    });
    expect((await Promise.all(branches)).filter(Boolean)).toHaveLength(1);
    expect(sizes.length).toBeGreaterThan(20);
    const heads = readdirSync(join(folder(), 'heads')).flatMap((name) => readdirSync(join(folder(), 'heads', name)));
    expect(heads.filter((name) => /^\d{12}$/.test(name)).length).toBeLessThanOrEqual(17);
  }, 120_000);
});

type Serving = Awaited<ReturnType<typeof serve>>;

async function serve() {
  const process_ = execa(
    process.execPath,
    [join(project, 'bin', 'run.js'), 'witness', 'serve', '--listen', '127.0.0.1:0'],
    {
      reject: false,
      stdin: 'ignore',
      extendEnv: false,
      env: environmentIn(place.folder),
    },
  );
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    process_.stderr.on('data', (part) => {
      said += String(part);
      const [, found] = /listens on (\S+)/.exec(said) ?? [];
      if (found) resolve(found);
    });
    void process_.then(({ stderr }) => reject(new Error(stderr)));
  });
  return {
    process: process_,
    ask: (body: Uint8Array) =>
      realHttpClient.post(`${url}/add-checkpoint`, Buffer.from(body).toString(), {
        timeoutMs: 5000,
        answerLimit: 65_536,
      }),
  };
}

interface Climb {
  readonly vkey: NonNullable<ReturnType<typeof parseVerifierKey>>;
  readonly released: Map<number, Set<string>>;
}

/** Asks for one head after the other of a branch, from wherever the witness is, until the server is gone or 40 are done. */
async function climb(server: Serving, from: typeof log, { vkey, released }: Climb): Promise<void> {
  let old = 0;
  for (let tries = 0; tries < 40; tries++) {
    const size = Math.min(400, old + 1 + (tries % 3));
    const reply = await server.ask(await from.request(old, size)).catch(() => undefined);
    if (!reply) return;
    if (reply.status === 409) old = Number(reply.body);
    if (reply.status !== 200) continue;
    const { text } = parseNote(await from.head(size))!;
    expect(verifyNote(parseNote(`${text}\n${reply.body}`)!, vkey)).toBeDefined();
    released.set(size, (released.get(size) ?? new Set()).add(text));
    old = size;
  }
}
