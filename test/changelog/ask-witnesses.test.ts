import { afterEach, expect, describe, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askWitnesses, type WitnessQuestion } from '../../src/changelog/ask-witnesses.js';
import { parseNote } from '../../src/tlog/note/note.js';
import type { PolicyWitness } from '../../src/tlog/note/policy-line.js';
import { cosignNote } from '../../src/tlog/note/sign-note.js';
import { parseVerifierKey } from '../../src/tlog/note/verifier-key.js';
import { verifyNote } from '../../src/tlog/note/verify-note.js';
import { realHttpClient } from '../../src/tools/http-client.js';
import { realHttpServer, type HttpAnswer, type HttpRequest, type RunningServer } from '../../src/tools/http-server.js';
import { answerRequest } from '../../src/witness/answer-request.js';
import { describeVectors } from '../support/vectors.js';
import { makeSigningKey, makeSmallLog, type SmallLog } from '../witness/small-log.js';
import { makeWitnessPlace } from '../witness/witness-place.js';

const open: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Something that listens, and each body that came. */
async function listen(answer: (request: HttpRequest) => Promise<HttpAnswer>) {
  const bodies: string[] = [];
  const server: RunningServer = await realHttpServer.serve({
    host: '127.0.0.1',
    port: 0,
    bodyLimit: 65_536,
    answer: async (request) => {
      bodies.push(Buffer.from(request.body).toString());
      return answer(request);
    },
    answered: () => undefined,
    failed: () => undefined,
  });
  open.push(() => server.stop());
  return { url: server.url, bodies };
}

async function listenWitness(...logs: readonly SmallLog[]) {
  const place = await makeWitnessPlace(...logs);
  open.push(() => place.remove());
  const witness = await place.open();
  const { url, bodies } = await listen((request) => answerRequest(witness, request));
  return { bodies, witness: { name: 'north', key: witness.key, url } satisfies PolicyWitness };
}

function says(status: number, body = '', type = 'text/plain'): () => Promise<HttpAnswer> {
  return async () => ({ status, type, body });
}

const log = makeSmallLog();
const stranger = makeSigningKey('witness.example.net/w', 'cosignature-v1');

async function question(size: number, witnesses: readonly PolicyWitness[], since = 0): Promise<WitnessQuestion> {
  return { witnesses, note: await log.head(size), since, consistency: async (from) => log.proof(from, size) };
}

describe('asking witnesses', () => {
  test('gives the cosignatures of all that answer, from whatever size each needs a proof', async () => {
    const one = await listenWitness(log);
    const other = await listenWitness(log);
    await askWitnesses(realHttpClient, await question(5, [one.witness]));
    const both = [one.witness, { ...other.witness, name: 'south' }];
    const { lines, failures } = await askWitnesses(realHttpClient, await question(20, both, 5));
    expect(failures).toEqual([]);
    const note = parseNote(`${parseNote(await log.head(20))!.text}\n${lines.join('\n')}\n`)!;
    for (const { key } of both) expect(verifyNote(note, key)?.time).toBeGreaterThan(0);
    expect(one.bodies.at(-1)).toMatch(/^old 5\n/);
    expect(other.bodies.map((body) => body.split('\n')[0])).toEqual(['old 5', 'old 0']);
  });

  test('passes over witnesses without a URL', async () => {
    const witness = { name: 'by-git', key: stranger.key };
    expect(await askWitnesses(realHttpClient, await question(5, [witness]))).toEqual({ lines: [], failures: [] });
  });

  test('says that a witness has cosigned more than this head has', async () => {
    const { witness } = await listenWitness(log);
    await askWitnesses(realHttpClient, await question(20, [witness]));
    const { failures } = await askWitnesses(realHttpClient, await question(7, [witness]));
    expect(failures).toEqual([
      { witness: 'north', problem: 'ahead', reason: 'it has cosigned 20 entries already, this head has 7' },
    ]);
  });

  test('says that a witness sees a fork, of the same size or of another', async () => {
    const { witness } = await listenWitness(makeSmallLog({ signer: log.signer, forkAt: 3 }), log);
    const fork = makeSmallLog({ signer: log.signer, forkAt: 3 });
    await askWitnesses(realHttpClient, { ...(await question(9, [witness])), note: await fork.head(9) });
    for (const size of [9, 20]) {
      const { lines, failures } = await askWitnesses(realHttpClient, await question(size, [witness]));
      expect(lines).toEqual([]);
      expect(failures).toMatchObject([{ witness: 'north', problem: 'fork' }]);
    }
  });

  test('names a witness that knows neither log nor key', async () => {
    const [none, other] = [await listenWitness(), await listenWitness(makeSmallLog())];
    const { failures } = await askWitnesses(
      realHttpClient,
      await question(9, [none.witness, { ...other.witness, name: 'south' }]),
    );
    expect(failures.map(({ problem }) => problem)).toEqual(['unknown-log', 'unknown-key']);
  });

  test.each<[string, () => Promise<HttpAnswer>, string]>([
    ['a cosignature of nobody', says(200, 'hello\n'), 'bad-answer'],
    ['nothing', says(200), 'bad-answer'],
    ['409 without a size', says(409, 'no'), 'bad-answer'],
    ['409 with a size below zero', says(409, '-1\n'), 'bad-answer'],
    ['409 again and again', says(409, '3\n'), 'away'],
    ['a redirect', says(302, 'elsewhere'), 'bad-answer'],
    ['a failure', says(500, '<h1>'), 'away'],
    ['a refusal of the request', says(400), 'bad-answer'],
    ['more than anybody reads', says(200, 'x'.repeat(70_000)), 'away'],
  ])('takes %s for no cosignature', async (_, answer, problem) => {
    const { url } = await listen(answer);
    const witness = { name: 'odd', key: stranger.key, url };
    const { lines, failures } = await askWitnesses(realHttpClient, await question(9, [witness]));
    expect({ lines, failures }).toMatchObject({ lines: [], failures: [{ witness: 'odd', problem }] });
  });

  test('takes no cosignature of another head, of another key, or without a time', async () => {
    const other = makeSigningKey('witness.example.net/w', 'cosignature-v1');
    const [head, longer] = [parseNote(await log.head(9))!.text, parseNote(await log.head(10))!.text];
    const bad = await Promise.all([
      cosignNote(longer, stranger.key, { time: 1_800_000_000, sign: stranger.sign }),
      cosignNote(head, other.key, { time: 1_800_000_000, sign: other.sign }),
      cosignNote(head, stranger.key, { time: 0, sign: stranger.sign }),
    ]);
    for (const line of bad) {
      const { url } = await listen(says(200, `${line}\n`));
      const { lines, failures } = await askWitnesses(
        realHttpClient,
        await question(9, [{ name: 'odd', key: stranger.key, url }]),
      );
      expect({ lines, failures }).toMatchObject({ lines: [], failures: [{ problem: 'bad-answer' }] });
    }
  });

  test('keeps the witness its own lines, and drops those of keys that nobody asked', async () => {
    const other = makeSigningKey('witness.example.net/w', 'cosignature-v1');
    const { text } = parseNote(await log.head(9))!;
    const [own, strange] = await Promise.all(
      [stranger, other].map(({ key, sign }) => cosignNote(text, key, { time: 1_800_000_000, sign })),
    );
    const { url } = await listen(says(200, `${strange}\n${own}\n${own}\n`));
    const asked = await question(9, [{ name: 'odd', key: stranger.key, url: `${url}/` }]);
    expect(await askWitnesses(realHttpClient, asked)).toEqual({ lines: [own], failures: [] });
  });

  test('waits 5 s for a witness that says nothing, and asks the others meanwhile', async () => {
    const silent = await listen(() => new Promise((resolve) => setTimeout(() => resolve(says(200)()), 6_000)));
    const { witness } = await listenWitness(log);
    const begun = performance.now();
    const { lines, failures } = await askWitnesses(
      realHttpClient,
      await question(9, [{ name: 'silent', key: stranger.key, url: silent.url }, witness]),
    );
    expect(performance.now() - begun).toBeLessThan(5_900);
    expect(lines).toHaveLength(1);
    expect(failures).toEqual([{ witness: 'silent', problem: 'away', reason: 'no answer within 5 s' }]);
  }, 15_000);

  test('says that nothing listens there', async () => {
    const { url } = await listen(says(200));
    for (const close of open.splice(0)) await close();
    const asked = await question(9, [{ name: 'gone', key: stranger.key, url }]);
    expect((await askWitnesses(realHttpClient, asked)).failures).toEqual([
      { witness: 'gone', problem: 'away', reason: 'nothing listens there' },
    ]);
  });
});

interface Recorded {
  readonly case: string;
  readonly request: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

describeVectors('tlog', (folder) => {
  const recorded = () => JSON.parse(readFileSync(join(folder, 'witness/litewitness.json'), 'utf8')) as Recorded[];
  const vkey = 'witness.example/w1+3f6df399+BDJCt24HXjZf8H27MgX6p4nIpPQ22fVLSBdF3BPKKcJM';
  const key = parseVerifierKey(vkey)!;

  /** Gives what litewitness gave to these very bytes. */
  async function replay() {
    return listen(async ({ body }) => {
      const found = recorded().find(({ request }) => request === Buffer.from(body).toString());
      return found
        ? { status: found.status, type: found.contentType, body: found.body }
        : { status: 418, type: 'text/plain', body: 'nobody asked litewitness that' };
    });
  }
  const recordedCase = (name: string) => recorded().find((each) => each.case === name)!;

  describe('asking litewitness', () => {
    test('asks to the byte as it was asked, goes by its 409, and takes its cosignature', async () => {
      const { request, body } = recordedCase('good proof 3 to 5');
      const [lines, note] = [
        request.split('\n\n')[0]!.split('\n').slice(1),
        request.slice(request.indexOf('\n\n') + 2),
      ];
      const proof = lines.map((line) => Buffer.from(line, 'base64'));
      const { url, bodies } = await replay();
      const answers = await askWitnesses(realHttpClient, {
        witnesses: [{ name: 'w1', key, url }],
        note,
        since: 0,
        consistency: async (from) => (from === 3 ? proof : []),
      });
      expect(answers).toEqual({ lines: [body.trimEnd()], failures: [] });
      expect(bodies).toEqual([recordedCase('old size is not what the witness has').request, request]);
    });

    test.each([
      ['no proof', 3, 'fork'],
      ['same size, other root, good log signature (fork)', 5, 'fork'],
      ['smaller head (rollback), old is stale', 3, 'ahead'],
      ['text changed after signing', 5, 'unknown-key'],
      ['unknown origin', 5, 'unknown-key'],
    ])('understands its answer to: %s', async (name, since, problem) => {
      const { request } = recordedCase(name);
      const { url } = await replay();
      const answers = await askWitnesses(realHttpClient, {
        witnesses: [{ name: 'w1', key, url }],
        note: request.slice(request.indexOf('\n\n') + 2),
        since,
        consistency: async () => [],
      });
      expect(answers).toMatchObject({ lines: [], failures: [{ witness: 'w1', problem }] });
    });
  });
});
