import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { verifyChangelog } from '../../../src/changelog/verify/verify-changelog.js';
import { makeHere, type Here } from '../../changelog/here.js';
import { headsInHistory, letIn, startRacer, type Ran } from '../../changelog/race/race.js';

const root = join(import.meta.dirname, '..', '..', '..');
/** RUNS=10 repeats the races; SEED=… ends the same writers at the same moments again. */
const runs = Array.from({ length: Number(process.env['RUNS'] ?? 1) }, (_, run) => run + 1);
const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

function verify(machine: string) {
  return verifyChangelog(here.open(machine).place, { deep: true, anchor: {} });
}

/** Runs writer.ts as a process of its own. */
function write(...words: string[]): Promise<{ readonly code: number | null; readonly stderr: string }> {
  const args = ['--import', 'tsx', join(root, 'test', 'changelog', 'writer.ts'), here.folder, ...words];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: root, encoding: 'utf8' }, (_, __, stderr) =>
      resolve({ code: child.exitCode, stderr }),
    );
  });
}

async function expectOneHistory(size: number): Promise<void> {
  const { entries } = await here.open('cleo').list();
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  const verified = await verify('cleo');
  expect(verified.problems).toEqual([]);
  expect(verified).toMatchObject({ size, signed: size });
  const history = headsInHistory(here);
  expect(history.wrong).toEqual([]);
  expect(history.sizes.at(-1)).toBe(size);
}

describe('two writers at once', () => {
  test('lose nothing on one machine: two processes, 50 entries each', async () => {
    const ended = await Promise.all([write('ada', 'one', '50'), write('ada', 'two', '50')]);
    expect(ended).toEqual([
      { code: 0, stderr: '' },
      { code: 0, stderr: '' },
    ]);
    await expectOneHistory(101);
    expect(here.git('ls-tree', '-r', '--name-only', 'details').trim().split('\n').length).toBe(10);
  });
});

describe('twenty writers at once', () => {
  test.each(runs)(
    'lose nothing: each a machine and a key of its own, 50 entries each (run %d)',
    async () => {
      const names = Array.from({ length: 20 }, (_, index) => `writer${index}`);
      await letIn(here, names);
      const racers = names.map((name) => startRacer(here, name, [0, 5]));
      await Promise.all(racers.map(({ ready }) => ready));
      const began = performance.now();
      for (const racer of racers) racer.go();
      const ran = await Promise.all(racers.map(({ ended }) => ended));
      tell(`1,000 entries by 20 writers: ${seconds(began)} s, ${again(ran)} appends were run again`);
      expect(ran.filter(({ code }) => code !== 0)).toEqual([]);
      const ids = ran.flatMap((one) => one.ids);
      expect([ids.length, new Set(ids).size]).toEqual([1000, 1000]);
      const there = new Set<string>((await here.open('cleo').list()).entries.map(({ id }) => id));
      expect(ids.filter((id) => !there.has(id))).toEqual([]);
      await expectOneHistory(1022);
    },
    1_200_000,
  );
});

describe('writers who are killed with -9 at any moment', () => {
  test.each(runs)(
    'lose nothing that was confirmed to them, and go on (run %d)',
    async (run) => {
      const names = Array.from({ length: 6 }, (_, index) => `writer${index}`);
      await letIn(here, names);
      const random = makeRandom(seed + run);
      const kills = names.map(() => [random(), random()]);
      tell(`SEED=${seed}`);
      const ran = (await Promise.all(names.map((name, index) => runKilled(name, kills[index] ?? [])))).flat();
      expect(ran.filter(({ signal, code }) => signal === null && code !== 0)).toEqual([]);
      const ids = ran.flatMap((one) => one.ids);
      const { entries } = await here.open('cleo').list();
      expect(ids.filter((id) => !entries.some((entry) => entry.id === id))).toEqual([]);
      expect(
        names.map((name) => ran.filter((one) => one.name === name).reduce((sum, one) => sum + one.batches, 0)),
      ).toEqual(names.map(() => 4));
      await here.open('opener').append([]);
      expect((await verify('cleo')).problems).toEqual([]);
      for (const name of names) expect((await verify(name)).problems).toEqual([]);
      expect(headsInHistory(here).wrong).toEqual([]);
    },
    1_200_000,
  );
});

/** Appends four batches; is killed so many milliseconds after its start, again and again, and begins anew. */
async function runKilled(name: string, kills: readonly number[]): Promise<(Ran & { readonly name: string })[]> {
  const ran: (Ran & { readonly name: string })[] = [];
  let done = 0;
  for (const wait of [...kills, undefined]) {
    const racer = startRacer(here, name, [done, 4]);
    await racer.ready;
    racer.go();
    const timer = wait === undefined ? undefined : setTimeout(() => racer.child.kill('SIGKILL'), wait);
    const one = await racer.ended;
    clearTimeout(timer);
    ran.push({ ...one, name });
    done += one.batches;
  }
  return ran;
}

/** Milliseconds up to six seconds, the same for the same seed (a linear congruential generator). */
function makeRandom(start: number): () => number {
  let state = start;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * 6_000);
  };
}

function seconds(began: number): number {
  return Math.round((performance.now() - began) / 1000);
}

function again(ran: readonly Ran[]): number {
  return ran.reduce((sum, { stderr }) => sum + stderr.split('again\n').length - 1, 0);
}

/** Figures of a race belong into the record of the run. */
function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
