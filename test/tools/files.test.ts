import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { realFiles, type ReadingFiles } from '../../src/tools/files.js';
import { memoryFiles } from '../manifest/memory-files.js';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
  await realFiles.write(join(folder, 'b.yml'), 'b\n');
  await realFiles.write(join(folder, 'a.yml'), 'ä\n');
});
afterAll(() => rm(folder, { recursive: true }));

/** The fake and the real one keep one contract. */
describe.each([
  ['files in memory', () => memoryFiles({ [`${folder}/b.yml`]: 'b\n', [`${folder}/a.yml`]: 'ä\n' })],
  ['files on disk', (): ReadingFiles => realFiles],
])('%s', (_, make) => {
  test('read what is there, and nothing where nothing is', async () => {
    const files = make();
    expect(await files.readText(join(folder, 'a.yml'))).toBe('ä\n');
    expect(Buffer.from((await files.readBytes(join(folder, 'a.yml'))) ?? [])).toEqual(Buffer.from('ä\n'));
    expect(await files.readText(join(folder, 'c.yml'))).toBeUndefined();
    expect(await files.readText(join(folder, 'a.yml/x'))).toBeUndefined();
    expect(await files.exists(folder)).toBe(true);
    expect(await files.size(join(folder, 'a.yml'))).toBe(3);
    expect(await files.size(folder)).toBeUndefined();
    expect(await files.size(join(folder, 'c.yml'))).toBeUndefined();
    expect(await files.exists(join(folder, 'c.yml'))).toBe(false);
    expect(await files.list(join(folder, 'none'))).toEqual([]);
    expect(await files.list(folder)).toEqual([
      { name: 'a.yml', kind: 'file' },
      { name: 'b.yml', kind: 'file' },
    ]);
  });
});

test('what a process that was killed while it wrote left behind goes with the next write of another one', async () => {
  const dead = spawnSync('true').pid;
  const other = join(folder, 'other');
  await mkdir(other);
  const machine = hostname().replace(/[^\w.]/g, '_');
  const [left, alive, foreign] = [
    `.${machine}-${dead}-a1.new`,
    `.${machine}-${process.pid}-a1.new`,
    `.elsewhere-${dead}-a1.new`,
  ];
  for (const name of [left, alive, foreign]) await writeFile(join(other, name), 'half');
  await realFiles.write(join(other, 'c.yml'), 'c\n');
  expect((await realFiles.list(other)).map(({ name }) => name)).toEqual([foreign, alive, 'c.yml'].sort());
});
