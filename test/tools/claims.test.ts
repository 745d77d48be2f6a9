import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { realClaims } from '../../src/tools/claims.js';
import { realFiles } from '../../src/tools/files.js';
import type { StateTools } from '../../src/witness/cosigned-heads.js';
import { makeDisk } from '../witness/make-disk.js';

const folder = mkdtempSync(join(tmpdir(), 'tend-disk-'));
afterAll(() => rmSync(folder, { recursive: true }));

// The fake and the real one keep one contract.
describe.each<[string, StateTools]>([
  ['the disk in memory', makeDisk(async () => undefined)],
  ['a real disk', { claims: realClaims, files: realFiles }],
])('%s', (_, { claims, files }) => {
  test('gives a name to one of several who claim it at once, and keeps what that one wrote', async () => {
    const path = join(folder, 'claimed', 'head');
    const who = ['ada', 'bo', 'cy'];
    const won = await Promise.all(who.map((name) => claims.claim(path, name)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await files.readText(path)).toBe(who[won.indexOf(true)]);
    expect(await claims.claim(path, 'dee')).toBe(false);
    expect(await files.readText(path)).toBe(who[won.indexOf(true)]);
  });

  test('lists what is there by name, and nothing where nothing is', async () => {
    const heads = join(folder, 'heads');
    expect(await files.list(heads)).toEqual([]);
    for (const name of ['10', '2', '1']) await claims.claim(join(heads, name), 'x');
    expect(await files.list(heads)).toEqual(['1', '10', '2'].map((name) => ({ name, kind: 'file' })));
  });

  test('takes away what is there, or is not, so that it can be claimed again', async () => {
    const path = join(folder, 'gone', 'head');
    await files.remove(path);
    await claims.claim(path, 'ada');
    await files.remove(path);
    expect(await files.readText(path)).toBeUndefined();
    expect(await files.list(join(folder, 'gone'))).toEqual([]);
    expect(await claims.claim(path, 'bo')).toBe(true);
    expect(await files.readText(path)).toBe('bo');
  });
});
