import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseNote } from '../../../src/tlog/note/note.js';
import { verifyNote } from '../../../src/tlog/note/verify-note.js';
import { addCheckpoint } from '../../../src/witness/add-checkpoint.js';
import { openCosignedHeads, type StateTools } from '../../../src/witness/cosigned-heads.js';
import type { Witness } from '../../../src/witness/witness.js';
import { makeDisk } from '../../witness/make-disk.js';
import { makeSigningKey, makeSmallLog } from '../../witness/small-log.js';

const signer = makeSigningKey('example.org/changelog');
const own = makeSigningKey('witness.example.org', 'cosignature-v1');
const branches = [makeSmallLog({ signer }), ...[0, 3, 8, 20].map((forkAt) => makeSmallLog({ signer, forkAt }))];

function makeWitness(tools: StateTools, now: () => number): Witness {
  return {
    ...own,
    now,
    logs: {
      find: async (origin) => ({ origin, keys: [signer.key] }),
      list: async () => [],
      put: async () => undefined,
    },
    heads: openCosignedHeads(tools, 'heads', own.key),
    evidence: { keep: async () => ({ folder: '' }) },
  };
}

interface Ask {
  readonly branch: number;
  readonly old: number | 'latest';
  readonly size: number;
}

const asks = fc.array(
  fc.record<Ask>({
    branch: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(branches.length - 1) }),
    old: fc.oneof({ weight: 3, arbitrary: fc.constant('latest' as const) }, { weight: 1, arbitrary: fc.nat(24) }),
    size: fc.nat(24),
  }),
  { minLength: 6, maxLength: 18 },
);

/** A head whose cosignature left the witness. */
interface Released {
  readonly branch: number;
  readonly size: number;
  readonly text: string;
  readonly time: number;
}

describe('whatever heads come, in whatever order', () => {
  test('a witness cosigns no two that contradict each other', async () => {
    let [runs, all] = [0, 0];
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), asks, async (scheduler, wanted) => {
        const released = await play(scheduler, wanted);
        [runs, all] = [runs + 1, all + released.length];
        for (const one of released) for (const other of released) await expectNoContradiction(one, other);
      }),
      { numRuns: Number(process.env['TEND_RUNS'] ?? 200) },
    );
    // Else it would only have shown that nothing is ever cosigned.
    expect(all / runs).toBeGreaterThan(1.5);
  }, 600_000);
});

async function play(scheduler: fc.Scheduler, wanted: readonly Ask[]): Promise<Released[]> {
  let now = 1_800_000_000;
  const witness = makeWitness(
    makeDisk((what) => scheduler.schedule(Promise.resolve(), what)),
    () => (now += 1),
  );
  const released: Released[] = [];
  let latest = 0;
  async function ask({ branch, old, size }: Ask): Promise<void> {
    const from = branches[branch]!;
    for (let tries = 0, begin = old === 'latest' ? latest : old; tries < 3; tries++) {
      const { status, body } = await addCheckpoint(witness, await from.request(begin, size));
      if (status === 200) released.push(await read(branch, size, body));
      if (status === 200) latest = size;
      if (status !== 409) return;
      begin = Number(body);
    }
  }
  /** Three clients at once, each with one request after the other. */
  const clients = [0, 1, 2].map(async (client) => {
    for (const [at, each] of wanted.entries()) if (at % 3 === client) await ask(each);
  });
  await scheduler.waitFor(Promise.all(clients));
  return released;
}

async function read(branch: number, size: number, body: string): Promise<Released> {
  const { text } = parseNote(await branches[branch]!.head(size))!;
  const time = verifyNote(parseNote(`${text}\n${body}`)!, own.key)?.time;
  return { branch, size, text, time: time ?? NaN };
}

/** The smaller one must be a prefix of the larger one, and not be the later one. */
async function expectNoContradiction(one: Released, other: Released): Promise<void> {
  if (one.size > other.size) return;
  expect(one.text).toBe(parseNote(await branches[other.branch]!.head(one.size))!.text);
  if (one.size < other.size) expect(one.time).toBeLessThanOrEqual(other.time);
}
