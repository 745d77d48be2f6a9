import { afterEach, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPrivateFolder } from '../../src/tools/private-folder.js';

const name = `tend-test-private-${process.pid}x`;
const made: string[] = [];
afterEach(() => made.splice(0).forEach((path) => rmSync(path, { recursive: true, force: true })));

test('a private folder can be read by its owner only, and goes with all that is in it', async () => {
  const folder = await createPrivateFolder(name);
  made.push(folder.path);
  expect(statSync(folder.path).mode & 0o777).toBe(0o700);
  mkdirSync(join(folder.path, 'in'));
  await folder.remove();
  expect(existsSync(folder.path)).toBe(false);
});

test('what a killed run left is swept by the next, what a living one uses stays', async () => {
  const dead = join(tmpdir(), `${name}-4194399-abc`);
  mkdirSync(dead);
  const [living, next] = [await createPrivateFolder(name), await createPrivateFolder(name)];
  made.push(dead, living.path, next.path);
  expect(existsSync(dead)).toBe(false);
  expect(existsSync(living.path)).toBe(true);
});
