import { mkdtempSync, rmSync } from 'node:fs';
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
    return [...(await benchDeep(log)), await benchQuick(log, join(folder, 'state')), await benchClone(log, folder)];
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

async function benchQuick(log: string, state: string): Promise<Row> {
  await verify('quick', log, state);
  const quick: Took[] = [];
  const { ms } = await inTurn(5, { ms: async () => void quick.push(await verify('quick', log, state)) });
  const megabytes = Math.max(...quick.map((took) => took.megabytes));
  const must = { ms: 1000, megabytes: 300 };
  return { what: '100,000 entries verified from a pin', ms, megabytes, must };
}

async function benchClone(log: string, folder: string): Promise<Row> {
  let clones = 0;
  const { ms } = await inTurn(3, {
    ms: () => run('git', ['clone', '-q', `file://${log}`, join(folder, `clone-${clones++}`)], { env }),
  });
  const size = /size-pack: (.*)/.exec(await run('git', ['--git-dir', log, 'count-objects', '-vH']))?.[1];
  return { what: `100,000 entries cloned on one machine (packed: ${size})`, ms, must: { ms: 1000 } };
}

/** Other work on the machine only ever makes it slower. */
function fastest(took: readonly Took[]): number {
  return Math.min(...took.map(({ ms }) => ms));
}

function verify(...args: readonly string[]): Promise<Took> {
  return runProgram<Took>(['verify-log', ...args]);
}
