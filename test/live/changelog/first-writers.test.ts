import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { verifyChangelog } from '../../../src/changelog/verify/verify-changelog.js';
import { makeKeyPair } from '../../../src/tools/record-keys/key-pair.js';
import { makeHere, type Here } from '../../changelog/here.js';
import { startRacer, type Ran } from '../../changelog/race/race.js';

/** RUNS=10 repeats the races. */
const runs = Array.from({ length: Number(process.env['RUNS'] ?? 2) }, (_, run) => run + 1);
let here: Here;
beforeEach(() => {
  here = makeHere();
  mkdirSync(join(here.folder, 'keys'));
});
afterEach(() => here.remove());

/** Processes that append ten entries each at the same moment, their clocks a second apart; `keyOf` says with which key. */
async function race(count: number, keyOf: (name: string) => string, [as, ...more]: string[] = []): Promise<Ran[]> {
  const names = Array.from({ length: count }, (_, at) => `p${at}`);
  for (const name of names) writeFileSync(join(here.folder, 'keys', name), keyOf(name), { mode: 0o600 });
  const racers = names.map((name, at) =>
    startRacer(here, name, [0, 1, as ?? `op-${name}`, String(at).padStart(2, '0'), ...more]),
  );
  await Promise.all(racers.map(({ ready }) => ready));
  for (const racer of racers) racer.go();
  return Promise.all(racers.map(({ ended }) => ended));
}

async function expectWhole(size: number): Promise<void> {
  const found = await verifyChangelog(here.open('reader').place, { deep: true, anchor: {} });
  expect(found.problems).toEqual([]);
  expect(found).toMatchObject({ size, signed: size });
}

test.each(runs)(
  'nine jobs with one key open a record at once, and all are in it (run %d)',
  async () => {
    const { privateFile } = makeKeyPair();
    const ended = await race(9, () => privateFile, ['op-ci']);
    expect(ended.filter(({ code }) => code !== 0).map(({ stderr }) => stderr)).toEqual([]);
    await expectWhole(91);
  },
  300_000,
);

test('six people do, with keys of their own: one opens it, and the others hear who did', async () => {
  const ended = await race(6, () => makeKeyPair().privateFile);
  const opener = here.git('log', '--reverse', '--format=%an', 'main').split('\n')[0];
  const lost = ended.filter(({ code }) => code !== 0);
  expect(lost).toHaveLength(5);
  for (const { stderr } of lost) {
    expect(stderr).toContain("code: 'CHANGELOG_KEY_UNKNOWN'");
    expect(stderr).toContain(`ask somebody who may let keys in (${opener}) to run: tend changelog key add op-p`);
  }
  await expectWhole(11);
}, 300_000);

test('where nobody named a remote, six open the one beside the region at once', async () => {
  const { privateFile } = makeKeyPair();
  const ended = await race(6, () => privateFile, ['op-ci', 'beside']);
  expect(ended.filter(({ code }) => code !== 0).map(({ stderr }) => stderr)).toEqual([]);
  const found = await verifyChangelog(here.open('reader', []).place, { deep: true, anchor: {} });
  expect(found).toMatchObject({ size: 61, problems: [] });
}, 300_000);
