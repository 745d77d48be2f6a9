import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { realBackground } from '../../src/tools/background.js';
import { realExclusive } from '../../src/tools/exclusive.js';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'tend-'))));
afterAll(() => rm(folder, { recursive: true }));

describe('a program in the background', () => {
  test('lives until it is ended', async () => {
    const process = await realBackground.start('sleep', ['600'], join(folder, 'sleep.log'));
    expect(await realBackground.isAlive(process)).toBe(true);
    expect(await realBackground.end(process)).toBe(true);
    expect(await realBackground.isAlive(process)).toBe(false);
  });

  test('is not mistaken for a later one with its number', async () => {
    const self = await realBackground.self();
    expect(await realBackground.isAlive(self)).toBe(true);
    const earlier = { ...self, started: '1' };
    expect(await realBackground.isAlive(earlier)).toBe(false);
    expect(await realBackground.end(earlier)).toBe(true);
  });

  test('writes what it says to its log', async () => {
    const log = join(folder, 'deep', 'echo.log');
    const process = await realBackground.start('sh', ['-c', 'echo out; echo err >&2'], log);
    while (await realBackground.isAlive(process)) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await readFile(log, 'utf8')).toBe('out\nerr\n');
  });

  test('does not get the key of the record', async () => {
    const log = join(folder, 'env.log');
    process.env['TEND_RECORD_KEY'] = 'hush';
    const started = await realBackground.start('env', [], log);
    delete process.env['TEND_RECORD_KEY'];
    while (await realBackground.isAlive(started)) await new Promise((resolve) => setTimeout(resolve, 10));
    const text = await readFile(log, 'utf8');
    expect(text).toContain('PATH=');
    expect(text).not.toContain('TEND_RECORD_KEY');
  });

  test('fails at once where there is no such program', async () => {
    await expect(realBackground.start('no-such-program', [], join(folder, 'no.log'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

describe('a name that one holds at a time', () => {
  test('is refused to a second and free after release', async () => {
    const release = await realExclusive.hold('tend-test-name');
    expect(await realExclusive.hold('tend-test-name')).toBeUndefined();
    await release?.();
    const again = await realExclusive.hold('tend-test-name');
    expect(again).toBeDefined();
    await again?.();
  });
});
