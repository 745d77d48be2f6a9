import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readAbraFolder } from '../../src/abra/read-abra-folder.js';
import { realFiles } from '../../src/tools/files.js';

let root: string;
let server: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'abra-folder-'));
  server = join(root, 'servers', 'one.example.org');
  mkdirSync(server, { recursive: true });
  writeFileSync(join(server, 'wiki.example.org.env'), 'TYPE=wiki\n');
});
afterEach(() => rmSync(root, { recursive: true }));

test.each<[string, (path: string) => unknown, RegExp]>([
  [
    'a link to a folder',
    (path) => symlinkSync(root, path),
    /^servers\/one\.example\.org\/odd\.example\.org\.env: it is no plain file$/,
  ],
  ['a link to a device', (path) => symlinkSync('/dev/zero', path), /it is no plain file$/],
  ['a pipe', (path) => spawnSync('mkfifo', [path]), /it is no plain file$/],
  [
    'larger than any that people write',
    (path) => writeFileSync(path, 'A'.repeat((1 << 20) + 1)),
    /it is larger than 1 MiB$/,
  ],
])('an .env that is %s is left out and named, and the others are read', async (_, make, says) => {
  make(join(server, 'odd.example.org.env'));
  const { apps, leftOut } = await readAbraFolder(realFiles, root);
  expect(apps.map(({ name }) => name)).toEqual(['wiki.example.org']);
  expect(leftOut).toEqual([{ file: 'servers/one.example.org/odd.example.org.env', says: expect.stringMatching(says) }]);
});

test('a link to itself leads nowhere, as one that was left behind', async () => {
  for (const [name, to] of [
    ['loop', 'loop.example.org.env'],
    ['gone', 'nowhere'],
  ] as const)
    symlinkSync(to, join(server, `${name}.example.org.env`));
  const { apps, notices } = await readAbraFolder(realFiles, root);
  expect(apps).toHaveLength(1);
  expect(notices).toEqual(
    ['gone', 'loop'].map((name) => `servers/one.example.org/${name}.example.org.env is a link that leads nowhere`),
  );
});

test('what is no folder of a server is none: a file, a link to one, a link that leads nowhere', async () => {
  writeFileSync(join(root, 'servers', 'notes.txt'), 'x\n');
  symlinkSync(join(server, 'wiki.example.org.env'), join(root, 'servers', 'two.example.org'));
  symlinkSync('nowhere', join(root, 'servers', 'three.example.org'));
  const { servers, notices } = await readAbraFolder(realFiles, root);
  expect(servers).toEqual(['one.example.org']);
  expect(notices).toEqual(['servers/three.example.org is a link that leads nowhere']);
});
