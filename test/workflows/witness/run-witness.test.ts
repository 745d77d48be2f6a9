import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KnownError } from '../../../src/model/known-error.js';
import { parseNote } from '../../../src/tlog/note/note.js';
import { parseVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { verifyNote } from '../../../src/tlog/note/verify-note.js';
import { realWitnessTools, type WitnessTools } from '../../../src/tools/witness-tools.js';
import { addLog } from '../../../src/workflows/witness/add-log.js';
import { initWitness, type NewWitness } from '../../../src/workflows/witness/init-witness.js';
import { listAllWitnesses } from '../../../src/workflows/witness/list-all-witnesses.js';
import { runWitness, type RunWishes } from '../../../src/workflows/witness/run-witness.js';
import { makeSmallLog, type SmallLog } from '../../witness/small-log.js';

const logs = ['a', 'b'].map((name) => makeSmallLog({ origin: `${name}.example.org/changelog` }));
let folder: string;
let tools: WitnessTools;
let made: NewWitness;
/** What stands on the branch, by origin. */
let branches: Map<string, string>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tend-witness-run-'));
  const real = realWitnessTools();
  tools = { ...real, environment: { ...real.environment, stateFolder: folder } };
  branches = new Map();
  made = await initWitness(tools, 'witness.example.org');
  for (const { origin, signer } of logs)
    await addLog(tools, { witness: undefined, origin, keys: [signer.key.text], remote: `/${origin}.git` });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function wishes(standing: readonly (SmallLog | undefined)[], size: number, more: Partial<RunWishes> = {}): RunWishes {
  const openSource: RunWishes['openSource'] = async ({ origin, remote }, branch) => {
    const log = standing.find((each) => each?.origin === origin);
    if (!log) throw new KnownError('CHANGELOG_UNREACHABLE', `${remote}: no way there`, { tryThis: ['run it again'] });
    expect(branch).toBe('witness/witness.example.org');
    return {
      origin,
      head: async () => ({ note: await log.head(size), vkeys: [log.signer.key.text] }),
      consistency: async (from) => log.proof(from, size),
      rootAt: async (at) => log.root(at),
      deliver: async (note) => void branches.set(origin, note),
    };
  };
  return { witness: undefined, origin: undefined, out: undefined, openSource, ...more };
}

describe('tend witness run', () => {
  test('cosigns each log that it knows, and puts the heads on their branches', async () => {
    expect(await runWitness(tools, wishes(logs, 3))).toMatchObject(logs.map(({ origin }) => ({ origin, size: 3 })));
    const key = parseVerifierKey(made.vkey)!;
    for (const { origin } of logs) expect(verifyNote(parseNote(branches.get(origin)!)!, key)?.time).toBeGreaterThan(0);
    const [listed] = await listAllWitnesses(tools);
    expect(listed?.logs.map(({ cosigned }) => cosigned?.size)).toEqual([3, 3]);
  });

  test('looks at the others where one is out of reach or forked', async () => {
    await runWitness(tools, wishes(logs, 9));
    const [one, other] = logs as [SmallLog, SmallLog];
    const away = await runWitness(tools, wishes([undefined, other], 12));
    expect(away).toMatchObject([{ origin: one.origin, error: { code: 'CHANGELOG_UNREACHABLE' } }, { size: 12 }]);
    const fork = makeSmallLog({ origin: one.origin, signer: one.signer, forkAt: 2 });
    const forked = await runWitness(tools, wishes([fork, other], 20));
    expect(forked).toMatchObject([{ error: { code: 'CHANGELOG_FORKED', exitStatus: 12 } }, { size: 20 }]);
  });

  test('writes the head of one log to a file, and looks there for what it wrote before', async () => {
    const [{ origin }] = logs as [SmallLog];
    const out = join(folder, 'checkpoint');
    await runWitness(tools, wishes(logs, 3, { origin, out }));
    expect(readFileSync(out, 'utf8')).toContain('— witness.example.org ');
    expect(branches.size).toBe(0);
    rmSync(join(made.folder, 'heads'), { recursive: true });
    const [forgetful] = await runWitness(tools, wishes(logs, 3, { origin, out }));
    expect(forgetful).toMatchObject({ error: { code: 'WITNESS_STATE_INVALID' } });
  });

  test('takes no file for several logs, and no log that has no remote', async () => {
    await expect(runWitness(tools, wishes(logs, 3, { out: 'x' }))).rejects.toMatchObject({ code: 'USAGE' });
    await expect(runWitness(tools, wishes(logs, 3, { origin: 'c.example.org' }))).rejects.toMatchObject({
      code: 'USAGE',
    });
  });
});
