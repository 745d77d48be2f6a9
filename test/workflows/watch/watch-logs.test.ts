import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkProof } from '../../../src/changelog/proofs/check-proof.js';
import { parsePolicy } from '../../../src/tlog/note/policy.js';
import type { Tools } from '../../../src/tools/tools.js';
import type { AlarmJson } from '../../../src/watch/alarm-as-json.js';
import type { WatchedLog } from '../../../src/workflows/watch/watched-log.js';
import { watchLogs, type WatchWishes } from '../../../src/workflows/watch/watch-logs.js';
import { origin } from '../../changelog/entries.js';
import { headOf, letIn, makeGoodLog, withEntry, type GoodLog } from '../../promises/forgeries/good-log.js';
import { writeRepository } from '../../promises/forgeries/write-repository.js';
import { allToolsOf } from '../../changelog/all-tools-of.js';

// Each look is dozens of gits.
jest.setTimeout(180_000);

const good: GoodLog = await makeGoodLog();
let folder: string;
let remote: string;
let now: string;
let told: AlarmJson[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tend-watch-'));
  remote = join(folder, 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', remote]);
  now = '2026-11-22T14:00:00Z';
  told = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function look(wishes: Partial<WatchWishes> = {}, log: Partial<WatchedLog> = {}) {
  told = [];
  const base = allToolsOf(join(folder, 'state'));
  const tools: Tools = { ...base, clock: { ...base.clock, now: () => now } };
  const delivery = { tell: (alarm: AlarmJson) => void told.push(alarm) };
  const watched = { origin, remotes: [remote], nodes: false, ...log };
  return watchLogs(tools, [watched], { silentHours: 0, takeAsKnown: false, delivery, ...wishes });
}

async function write(lines: readonly string[], seen = true): Promise<void> {
  const head = await headOf(lines);
  await writeRepository(remote, good, {
    lines,
    checkpoint: head,
    witnesses: seen ? { north: head, south: head } : {},
  });
}

describe('a watcher of a log', () => {
  test('says nothing of a log that only grows', async () => {
    await write(good.lines.slice(0, 9));
    expect(await look()).toMatchObject({ exitStatus: 0, logs: [{ origin, size: 9, reached: true, alarms: [] }] });
    await write(good.lines);
    expect(await look()).toMatchObject({ exitStatus: 0, logs: [{ size: 13 }] });
    expect(told).toEqual([]);
  });

  test('tells a rollback once, again after a day, and when it is well again', async () => {
    await write(good.lines);
    await look();
    await write(good.lines.slice(0, 10), false);
    expect(await look()).toMatchObject({ exitStatus: 12 });
    expect(told).toMatchObject([{ news: 'alarm', kind: 'rollback', gravity: 'log', since: now }]);
    expect(told[0]?.says).toContain('entry 11');
    expect(told[0]?.details.at(-1)).toBe('it was whole when last looked at: 2026-11-22T14:00:00Z');
    now = '2026-11-22T15:00:00Z';
    expect(await look()).toMatchObject({ exitStatus: 12, news: [] });
    now = '2026-11-23T14:00:00Z';
    await look({}, { staleHours: 100 });
    expect(told).toMatchObject([{ news: 'still', kind: 'rollback', count: 3 }]);
    await write(good.lines);
    now = '2026-11-22T17:00:00Z';
    expect(await look()).toMatchObject({ exitStatus: 0 });
    expect(told).toMatchObject([{ news: 'well', kind: 'rollback', since: '2026-11-22T14:00:00Z' }]);
  });

  test('tells nothing twice, although two of them look at once', async () => {
    await write(good.lines);
    await look();
    await write(good.lines.slice(0, 10), false);
    const rounds = await Promise.all([look(), look(), look()]);
    expect(rounds.map(({ exitStatus }) => exitStatus)).toEqual([12, 12, 12]);
    expect(rounds.flatMap(({ news }) => news)).toMatchObject([{ news: 'alarm', kind: 'rollback' }]);
  });

  test.each(['longer', 'shorter'])('writes down a proof of a %s fork that anybody can check', async (order) => {
    const begin = good.lines.slice(0, 6);
    const one = await withEntry(begin, letIn('dora'), good.keys.ada);
    const other = await withEntry(await withEntry(begin, letIn('eve'), good.keys.ada), letIn('dora'), good.keys.ada);
    const [before, after] = order === 'longer' ? [one, other] : [other, one];
    await write(before, false);
    await look();
    await write(after, false);
    expect(await look()).toMatchObject({ exitStatus: 12 });
    const fork = told.find(({ kind }) => kind === 'fork');
    expect(fork?.next[0]).toContain(`tend changelog check-proof ${fork?.proof}`);
    const text = readFileSync(fork?.proof ?? '', 'utf8');
    const policy = parsePolicy(good.policy);
    if ('fault' in policy) throw new Error(policy.fault);
    expect(checkProof({ text, policy })).toMatchObject({ kind: 'fork', sizes: [7, 8] });
  });

  test('tells of a remote that has not answered for some hours, not of one that was away for a moment', async () => {
    await write(good.lines);
    await look();
    renameSync(remote, `${remote}.away`);
    expect(await look({ silentHours: 2 })).toMatchObject({ exitStatus: 0, logs: [{ reached: false }] });
    now = '2026-11-22T16:10:00Z';
    expect(await look({ silentHours: 2 })).toMatchObject({ exitStatus: 3 });
    expect(told).toMatchObject([{ kind: 'silent', since: '2026-11-22T14:00:00Z' }]);
    renameSync(`${remote}.away`, remote);
    expect(await look({ silentHours: 2 })).toMatchObject({ exitStatus: 0 });
    expect(told).toMatchObject([{ news: 'well', kind: 'silent' }]);
  });

  test('does not take a silent remote for one that is well again', async () => {
    await write(good.lines);
    await look();
    await write(good.lines.slice(0, 10), false);
    await look();
    renameSync(remote, `${remote}.away`);
    expect(await look({ silentHours: 2 })).toMatchObject({ exitStatus: 12, news: [] });
  });

  test('finds an announcement that was never closed, after its deadline, and witnesses who stay away', async () => {
    await write(good.lines);
    await look();
    now = '2026-11-25T00:00:00Z';
    expect(await look()).toMatchObject({ exitStatus: 3 });
    expect(told).toMatchObject([
      { kind: 'dangling', since: '2026-11-23T13:57:02Z' },
      { kind: 'stale', since: '2026-11-22T13:40:00Z' },
    ]);
  });

  test('is not fooled by another log under the same name', async () => {
    await write(good.lines);
    expect(await look({}, { fingerprint: 'A'.repeat(43) })).toMatchObject({ exitStatus: 12 });
    expect(told).toMatchObject([{ kind: 'other-log' }]);
  });

  test('finds a log that does not verify at the first look', async () => {
    const [first = '', ...rest] = good.lines;
    await write([first, ...rest.map((line) => line.replace('"op-bo"', '"op-cy"'))], false);
    expect(await look()).toMatchObject({ exitStatus: 12 });
    expect(told.some(({ kind }) => kind === 'invalid')).toBe(true);
  });

  test('hands alarms to a command, and what it did not take again at the next look', async () => {
    const program = join(folder, 'send.sh');
    const got = join(folder, 'got');
    const script = (body: string) => writeFileSync(program, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    const command = [program, got];
    const lines: string[] = [];
    const deliver = () => ({
      delivery: {
        tell: (alarm: AlarmJson) => void told.push(alarm),
        write: (line: string) => void lines.push(line),
        command,
      },
    });
    await write(good.lines);
    script('exit 7');
    expect(await look({ ...deliver() }, { fingerprint: 'A'.repeat(43) })).toMatchObject({ exitStatus: 12 });
    expect(told).toMatchObject([{ kind: 'other-log' }, { kind: 'not-delivered' }]);
    expect(told[1]?.says).toContain('it ended with 7; 1 alarm waits');
    expect(lines).toHaveLength(2);
    script('cat >> "$1"');
    await look({ ...deliver() }, { fingerprint: 'A'.repeat(43) });
    expect(told).toMatchObject([{ kind: 'not-delivered', news: 'well' }]);
    const sent = readFileSync(got, 'utf8').trim().split('\n');
    expect(sent.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { version: 1, kind: 'other-log', log: origin },
    ]);
  });
});
