import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkProof } from '../../../src/changelog/proofs/check-proof.js';
import { parseCheckpoint } from '../../../src/tlog/note/checkpoint.js';
import { parseNote } from '../../../src/tlog/note/note.js';
import { parsePolicy } from '../../../src/tlog/note/policy.js';
import { parseVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { verifyNote } from '../../../src/tlog/note/verify-note.js';
import { verifyConsistency } from '../../../src/tlog/tree/proofs.js';
import { realWitnessTools, type WitnessTools } from '../../../src/tools/witness-tools.js';
import { openLogSource } from '../../../src/workflows/witness/open-log-source.js';
import { addLog } from '../../../src/workflows/witness/add-log.js';
import { initWitness, type NewWitness } from '../../../src/workflows/witness/init-witness.js';
import { runWitness, type WitnessedLog } from '../../../src/workflows/witness/run-witness.js';
import { origin, stewardOf } from '../../changelog/entries.js';
import { headOf, makeGoodLog, timeOf, withEntry, type GoodLog } from '../../promises/forgeries/good-log.js';
import { writeRepository } from '../../promises/forgeries/write-repository.js';
import { toolsOf } from '../../changelog/tools-of.js';

// Each look is dozens of gits.
jest.setTimeout(120_000);

const good: GoodLog = await makeGoodLog();
let folder: string;
let remote: string;
let tools: WitnessTools;
let made: NewWitness;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tend-log-source-'));
  remote = join(folder, 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  const real = realWitnessTools();
  tools = { ...real, environment: { ...real.environment, stateFolder: join(folder, 'state') } };
  made = await initWitness(tools, 'witness.example.org/w1');
  const policy = parsePolicy(good.policy);
  const keys = 'fault' in policy ? [] : policy.logs.map(({ key }) => key.text);
  await addLog(tools, { witness: undefined, origin, keys, remote });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function look(): Promise<WitnessedLog | undefined> {
  const openSource = openLogSource(toolsOf(join(folder, 'state')));
  return (await runWitness(tools, { witness: undefined, origin: undefined, out: undefined, openSource }))[0];
}

async function write(lines: readonly string[]): Promise<void> {
  await writeRepository(remote, good, { lines, checkpoint: await headOf(lines), witnesses: {} });
}

function delivered(): string {
  const branch = 'witness/witness.example.org/w1:checkpoint';
  return execFileSync('git', ['--git-dir', remote, 'show', branch], { encoding: 'utf8' });
}

/** As somebody sees it who has lost the clone, but not the witness's memory. */
function forgetClone(): void {
  rmSync(join(folder, 'state', 'witnessed'), { recursive: true });
}

describe('a witness and a changelog on a forge', () => {
  test('reads, cosigns and delivers, and goes on where the log has grown', async () => {
    await write(good.lines.slice(0, 9));
    expect(await look()).toMatchObject({ size: 9, grown: 9 });
    await write(good.lines);
    expect(await look()).toMatchObject({ size: 13, grown: 4 });
    const note = parseNote(delivered())!;
    expect(note.text).toBe(parseNote(await headOf(good.lines))!.text);
    expect(verifyNote(note, parseVerifierKey(made.vkey)!)?.time).toBeGreaterThan(0);
  });

  test('refuses a log that was cut off, with or without the clone of its last look', async () => {
    await write(good.lines);
    await look();
    await write(good.lines.slice(0, 11));
    expect(await look()).toMatchObject({ error: { exitStatus: 12 } });
    forgetClone();
    expect(await look()).toMatchObject({ error: { code: 'CHANGELOG_TRUNCATED', exitStatus: 12 } });
    expect(parseNote(delivered())!.text).toBe(parseNote(await headOf(good.lines))!.text);
  });

  test('refuses a fork, with a proof that check-proof understands', async () => {
    await write(good.lines);
    await look();
    let fork = good.lines.slice(0, 10);
    for (const app of ['a', 'b', 'c', 'd', 'e']) {
      const entry = { ...stewardOf(app, 'op-bo'), actor: 'op-bo', time: timeOf(fork.length) };
      fork = await withEntry(fork, entry, good.keys.bo);
    }
    forgetClone();
    await writeRepository(remote, good, { lines: fork, checkpoint: await headOf(fork), witnesses: {}, follows: false });
    expect(await look()).toMatchObject({ error: { code: 'CHANGELOG_FORKED', exitStatus: 12 } });
    const evidence = join(made.folder, 'evidence');
    const [proof] = readdirSync(evidence, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.json'),
    );
    const policy = parsePolicy(good.policy);
    if ('fault' in policy) throw new Error(policy.fault);
    const checked = checkProof({ text: readFileSync(join(evidence, proof!), 'utf8'), policy });
    expect(checked).toEqual({ kind: 'fork', origin, sizes: [13, 15] });
  });

  test('proves the head that it showed, also where the log grows meanwhile', async () => {
    await write(good.lines.slice(0, 9));
    const source = await openLogSource(toolsOf(join(folder, 'state')))({ origin, remote }, 'witness/w');
    const { note } = await source.head();
    const [from, to] = [
      parseCheckpoint(parseNote(await headOf(good.lines.slice(0, 5)))!.text)!,
      parseCheckpoint(parseNote(note)!.text)!,
    ];
    await write(good.lines);
    const proof = await source.consistency(from.size);
    const shown = { from: from.size, fromRoot: from.root, to: to.size, toRoot: to.root, proof };
    expect(to.size).toBe(9);
    expect(verifyConsistency(shown)).toBe(true);
  });

  test('refuses to go on with an old copy of its own memory', async () => {
    await write(good.lines.slice(0, 9));
    await look();
    const heads = join(made.folder, 'heads');
    execFileSync('cp', ['-r', heads, join(folder, 'old')]);
    await write(good.lines);
    await look();
    rmSync(heads, { recursive: true });
    execFileSync('cp', ['-r', join(folder, 'old'), heads]);
    expect(await look()).toMatchObject({ error: { code: 'WITNESS_STATE_INVALID' } });
  });
});
