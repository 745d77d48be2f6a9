import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLog } from './make-log.js';
import { inTurn, plainVariables, run } from './measure.js';
import type { Row } from './row.js';

const program = join(import.meta.dirname, 'verify-log.js');
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
    return [await benchDeep(log), await benchQuick(log, join(folder, 'state')), await benchClone(log, folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchDeep(log: string): Promise<Row> {
  const bare: Took[] = [];
  const deep: Took[] = [];
  await inTurn(2, {
    bare: async () => void bare.push(await verify('bare', log)),
    deep: async () => void deep.push(await verify('deep', log)),
  });
  const megabytes = Math.max(...deep.map((took) => took.megabytes));
  const baseline = { what: 'the Ed25519 alone, on all cores', ms: fastest(bare) };
  // 85 % of what the signatures alone would allow.
  const must = { atMost: 1 / 0.85, megabytes: 300 };
  return { what: '100,000 entries verified, each one', ms: fastest(deep), megabytes, baseline, must };
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

async function verify(...args: readonly string[]): Promise<Took> {
  return JSON.parse(await run(process.execPath, [program, ...args], { env })) as Took;
}
