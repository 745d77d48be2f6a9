import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseNote } from '../../../src/tlog/note/note.js';
import { makeVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { verifyNote } from '../../../src/tlog/note/verify-note.js';
import { realHttpServer, type RunningServer } from '../../../src/tools/http-server.js';
import { answerRequest } from '../../../src/witness/answer-request.js';
import type { Witness } from '../../../src/witness/witness.js';
import { makeWitnessPlace, type WitnessPlace } from '../../witness/witness-place.js';
import { describeWithGo } from '../../foreign/go-programs.js';

const origin = 'example.org/tessera';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const raw = (part: string | undefined) => Buffer.from(part ?? '', 'base64url');
const key = makeVerifierKey(origin, 'ed25519', raw(publicKey.export({ format: 'jwk' }).x));
/** As Go's sumdb/note writes a key that signs. */
const secret = Buffer.concat([Buffer.of(1), raw(privateKey.export({ format: 'jwk' }).d)]).toString('base64');
const signer = `PRIVATE+KEY+${origin}+${key.id.toString(16).padStart(8, '0')}+${secret}`;

interface Serving {
  readonly place: WitnessPlace;
  readonly witness: Witness;
  readonly server: RunningServer;
  readonly statuses: number[];
}

let one: Serving;
let other: Serving;

beforeEach(async () => {
  [one, other] = await Promise.all([serve(), serve()]);
  writeFileSync(join(one.place.folder, 'log.key'), signer);
});
afterEach(async () => {
  for (const { server, place } of [one, other]) {
    await server.stop();
    place.remove();
  }
});

async function serve(): Promise<Serving> {
  const place = await makeWitnessPlace();
  const witness = await place.open();
  await witness.logs.put({ origin, keys: [key] });
  const statuses: number[] = [];
  const server = await realHttpServer.serve({
    host: '127.0.0.1',
    port: 0,
    bodyLimit: 65_536,
    answer: (request) => answerRequest(witness, request),
    answered: (_, { status }) => statuses.push(status),
    failed: () => undefined,
  });
  return { place, witness, server, statuses };
}

await describeWithGo('Tessera (posix-oneshot) as a client of the witness', ['posix-oneshot'], (programs) => {
  /** Adds leaves to Tessera's log; true once it has published a head that the quorum has cosigned. */
  async function add(leaves: readonly string[], quorum: readonly Serving[], seconds = 30): Promise<boolean> {
    const cwd = one.place.folder;
    rmSync(join(cwd, 'leaves'), { recursive: true, force: true });
    mkdirSync(join(cwd, 'leaves'));
    for (const leaf of leaves) writeFileSync(join(cwd, 'leaves', leaf), leaf);
    const lines = quorum.map(({ witness, server }, at) => `witness w${at} ${witness.key.text} ${server.url}\n`);
    const members = quorum.map((_, at) => ` w${at}`).join('');
    const group = members === '' ? 'quorum none\n' : `group all-of-them all${members}\nquorum all-of-them\n`;
    writeFileSync(join(cwd, 'trust.policy'), `log ${key.text}\n${lines.join('')}${group}`);
    const files = ['--storage_dir=log', '--entries=leaves/*', '--private_key=log.key'];
    const { exitCode } = await execa(programs['posix-oneshot'], [...files, '--witness_policy_file=trust.policy'], {
      cwd,
      reject: false,
      timeout: seconds * 1000,
      killSignal: 'SIGKILL',
    });
    return exitCode === 0;
  }

  function published(): { size: number; cosignedBy(serving: Serving): boolean } {
    const note = parseNote(readFileSync(join(one.place.folder, 'log/checkpoint'), 'utf8'))!;
    return {
      size: Number(note.text.split('\n')[1]),
      cosignedBy: ({ witness }) => verifyNote(note, witness.key) !== undefined,
    };
  }

  test('publishes heads that the witness cosigned, one after the other', async () => {
    expect(await add(['a', 'b', 'c'], [one])).toBe(true);
    expect(await add(['d', 'e'], [one])).toBe(true);
    expect(published().size).toBe(5);
    expect(published().cosignedBy(one)).toBe(true);
    expect(new Set(one.statuses)).toEqual(new Set([200]));
  }, 60_000);

  test('goes by the size in a 409 of a witness that joins later', async () => {
    await add(['a', 'b', 'c'], [one]);
    expect(await add(['d', 'e'], [one, other])).toBe(true);
    expect(published().cosignedBy(one) && published().cosignedBy(other)).toBe(true);
    expect(other.statuses).toContain(409);
    expect((await other.witness.heads.latest(origin))?.checkpoint.size).toBe(5);
  }, 60_000);

  test('publishes nothing while a witness of the quorum is away', async () => {
    await add(['a', 'b', 'c'], [one]);
    await other.server.stop();
    expect(await add(['d', 'e'], [one, other], 4)).toBe(false);
    expect(published().size).toBe(3);
    expect(await add(['f'], [one])).toBe(true);
    expect(published().size).toBeGreaterThan(3);
  }, 60_000);

  test('gets no cosignature for a log that begins anew under the same key', async () => {
    await add(['a', 'b', 'c'], [one]);
    rmSync(join(one.place.folder, 'log'), { recursive: true });
    expect(await add(['other', 'entries', 'than', 'before'], [])).toBe(true);
    expect(await add(['more'], [one], 15)).toBe(false);
    expect(published().size).toBe(4);
    expect(one.statuses).toContain(422);
    expect((await one.witness.heads.latest(origin))?.checkpoint.size).toBe(3);
  });
});
