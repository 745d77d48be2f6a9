import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLog } from './make-log.js';
import { inTurn, plainVariables, run } from './measure.js';
import { runProgram } from './programs.js';
import type { Row } from './row.js';

const entries = 100_000;
const env = plainVariables();

interface Took {
  readonly ms: number;
  readonly megabytes: number;
}

/** A log of 100,000 entries: all of it verified, what is new verified, cloned. */
export async function benchVerify(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-verify-'));
  try {
    const log = join(folder, 'log.git');
    await makeLog(log, entries);
    return [...(await benchDeep(log)), ...(await benchVisits(log, folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Against what Node's own crypto allows, and, because signatures are verified by libsodium, against what that allows. */
async function benchDeep(log: string): Promise<Row[]> {
  const deep: Took[] = [];
  const took = { openssl: [] as Took[], libsodium: [] as Took[] };
  await inTurn(2, {
    openssl: async () => void took.openssl.push(await verify('openssl', log)),
    libsodium: async () => void took.libsodium.push(await verify('libsodium', log)),
    deep: async () => void deep.push(await verify('deep', log)),
  });
  const megabytes = Math.max(...deep.map((each) => each.megabytes));
  const row = { what: '100,000 entries verified, each one', ms: fastest(deep), megabytes };
  const baseline = { what: 'the Ed25519 alone, on all cores', ms: fastest(took.openssl) };
  // 85 % and 95 % of what the signatures alone would allow.
  const goals = { must: { atMost: 1 / 0.85, megabytes: 300 }, stretch: { atMost: 1 / 0.95 } };
  const fastestOne = { what: 'the same, by libsodium', ms: fastest(took.libsodium) };
  return [
    { ...row, baseline, ...goals },
    { what: `${row.what}, again`, ms: row.ms, baseline: fastestOne },
  ];
}

/** A second visit, against cloning the log; and a clone, against what git takes for any pack of that size. */
async function benchVisits(log: string, folder: string): Promise<Row[]> {
  const state = join(folder, 'state');
  await verify('quick', log, state);
  const quick: Took[] = [];
  let clones = 0;
  const { visit, clone, pack } = await inTurn(5, {
    visit: async () => void quick.push(await verify('quick', log, state)),
    clone: () => run('git', ['clone', '-q', `file://${log}`, join(folder, `clone-${clones++}`)], { env }),
    pack: () => indexPack(log, folder),
  });
  const size = /size-pack: (.*)/.exec(await run('git', ['--git-dir', log, 'count-objects', '-vH']))?.[1];
  const megabytes = Math.max(...quick.map((took) => took.megabytes));
  return [
    {
      what: '100,000 entries verified from a pin',
      ms: visit,
      megabytes,
      baseline: { what: 'git clone of them', ms: clone },
      must: { atMost: 1.2, megabytes: 300 },
      stretch: { atMost: 0.5 },
    },
    {
      what: `100,000 entries cloned on one machine (packed: ${size})`,
      ms: clone,
      baseline: { what: 'git index-pack of their pack', ms: pack },
      must: { atMost: 3 },
    },
  ];
}

async function indexPack(log: string, folder: string): Promise<void> {
  const [pack = ''] = globSync('objects/pack/*.pack', { cwd: log });
  await run('git', ['index-pack', '-o', join(folder, 'alone.idx'), join(log, pack)], { env });
  rmSync(join(folder, 'alone.idx'), { force: true });
}

/** Other work on the machine only ever makes it slower. */
function fastest(took: readonly Took[]): number {
  return Math.min(...took.map(({ ms }) => ms));
}

function verify(...args: readonly string[]): Promise<Took> {
  return runProgram<Took>(['verify-log', ...args]);
}
