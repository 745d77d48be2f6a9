import { generateKeyPairSync, sign } from 'node:crypto';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { formatCheckpoint } from '../../../src/tlog/note/checkpoint.js';
import { formatNote } from '../../../src/tlog/note/note.js';
import { signNote } from '../../../src/tlog/note/sign-note.js';
import { makeVerifierKey } from '../../../src/tlog/note/verifier-key.js';
import { makeEntryBundle } from '../../../src/tlog/tree/make-entry-bundle.js';
import { hashSegment } from '../../../src/tlog/tree/hash-segment.js';
import { consistencyProof, inclusionProof } from '../../../src/tlog/tree/proofs.js';
import { makeTiles, tilePath } from '../../../src/tlog/tree/tiles.js';
import { rootAt, treeOfLeaves } from '../../../src/tlog/tree/tree.js';
import { describeWithGo } from '../../foreign/go-programs.js';
import { runFsck } from '../../foreign/run-fsck.js';
import { makeLeaves } from '../../tlog/tree/naive-tree.js';

const size = 300;
const lines = makeLeaves(size).map((line) => `${line}\n`);
const tree = treeOfLeaves(hashSegment(Buffer.from(lines.join(''))).hashes);

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'tend-foreign-'))));
afterAll(() => rmSync(folder, { recursive: true }));

await describeWithGo("Go's sumdb/tlog", ['check-tree'], (go) => {
  const sizes = [1, 2, 3, 7, 8, 200, 255, 256, 257, 299, size];
  const proofs = {
    roots: Object.fromEntries(sizes.map((of) => [of, base64(rootAt(tree, of))])),
    inclusion: sizes.flatMap((of) =>
      indexesOf(of).map((index) => ({ size: of, index, proof: inclusionProof(tree, index, of).map(base64) })),
    ),
    consistency: sizes.flatMap((to) =>
      sizes
        .filter((from) => from <= to)
        .map((from) => ({ old: from, new: to, proof: consistencyProof(tree, from, to).map(base64) })),
    ),
  };

  test('accepts our roots and proofs', async () => {
    const { stdout } = await checkTree(proofs);
    expect(stdout).toBe(`11 roots, ${proofs.inclusion.length} inclusions, 66 consistencies`);
    expect(proofs.inclusion.length).toBeGreaterThan(1000);
  });

  test('finds a root, an inclusion and a consistency that were changed', async () => {
    const root = { ...proofs, roots: { ...proofs.roots, 300: proofs.roots['299'] } };
    const inclusion = { ...proofs, inclusion: [{ ...proofs.inclusion.at(-1), index: 0 }] };
    const consistency = { ...proofs, consistency: [{ ...proofs.consistency.at(-2), old: 298 }] };
    await expect(checkTree(root)).rejects.toThrow('FAIL: root of size 300');
    await expect(checkTree(inclusion)).rejects.toThrow('FAIL: leaf 0 in size 300');
    await expect(checkTree(consistency)).rejects.toThrow('FAIL: size 298 to 300');
  });

  async function checkTree(ours: object): Promise<{ stdout: string }> {
    writeFileSync(join(folder, 'entries.ndjson'), lines.join(''));
    writeFileSync(join(folder, 'proofs.json'), JSON.stringify(ours));
    return execa(go['check-tree'], ['entries.ndjson', 'proofs.json'], { cwd: folder });
  }
});

await describeWithGo("Tessera's fsck", ['fsck'], ({ fsck }) => {
  let [exported, vkey] = ['', ''];
  beforeAll(async () => {
    exported = join(folder, 'exported');
    vkey = await exportLog(exported);
  });

  test('accepts an export of 300 lines', async () => {
    expect(await runFsck(fsck, exported, vkey)).toContain(`Successfully fsck'd log with size ${size}`);
  });

  test('finds one flipped byte, in whichever tile or bundle it is', async () => {
    const files = globSync('tile/**/*', { cwd: exported, withFileTypes: true }).filter((file) => file.isFile());
    expect(files).toHaveLength(5);
    for (const file of files) {
      const forged = mkdtempSync(join(folder, 'forged-'));
      cpSync(exported, forged, { recursive: true });
      const path = join(file.parentPath, file.name).replace(exported, forged);
      const bytes = readFileSync(path);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(path, bytes);
      expect([path, await runFsck(fsck, forged, vkey)]).toEqual([path, expect.not.stringContaining('Successfully')]);
    }
  });
});

/** A tlog-tiles tree of the lines, as `changelog export` lays it out; gives its verifier key. */
async function exportLog(to: string): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url');
  const key = makeVerifierKey('merri-bek.example.org/changelog', 'ed25519', raw);
  const text = formatCheckpoint({ origin: key.name, size, root: rootAt(tree, size) });
  const line = await signNote(text, key, async (message) => sign(null, message, privateKey));
  write(join(to, 'checkpoint'), formatNote(text, [line]));
  for (const [path, tile] of makeTiles(tree)) write(join(to, path), tile);
  for (const [first, width] of [
    [0, 256],
    [256, 44],
  ] as const) {
    const bundle = makeEntryBundle(Buffer.from(lines.slice(first, first + width).join('')));
    write(join(to, tilePath('entries', first / 256, width)), bundle);
  }
  return key.text;
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function indexesOf(of: number): number[] {
  return Array.from({ length: of }, (_, index) => index);
}

function base64(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64');
}
