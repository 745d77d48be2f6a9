import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readBlobs } from '../../../src/changelog/clone/read-blobs.js';
import { streamBlobs } from '../../../src/changelog/clone/stream-blobs.js';
import { realGit } from '../../../src/tools/git.js';
import { realPrograms } from '../../../src/tools/programs.js';
import { makeHere, type Here } from '../here.js';

let here: Here;
beforeEach(() => void (here = makeHere()));
afterEach(() => here.remove());

function cloneOf(folder = here.remote) {
  return { folder, git: realGit(realPrograms), at: 'refs/heads' };
}

function putBlobs(texts: readonly string[]): string[] {
  return texts.map((text) => here.feed(text, 'hash-object', '-w', '--stdin').trim());
}

async function all(objects: readonly string[], folder?: string): Promise<Uint8Array[]> {
  const streamed: Uint8Array[] = [];
  for await (const bytes of streamBlobs(cloneOf(folder), objects)) streamed.push(bytes);
  return streamed;
}

describe('files that come one after the other', () => {
  test('are those that were asked for, of any size, in their order', async () => {
    const objects = putBlobs(['', 'a\n', 'x'.repeat(70_000), '\n\n', `${'é'.repeat(200_000)}\n`, 'a\n']);
    const streamed = await all(objects);
    expect(streamed.map((bytes) => bytes.length)).toEqual([0, 2, 70_000, 2, 400_001, 2]);
    expect(streamed.map((bytes) => Buffer.from(bytes).toString('base64'))).toEqual(
      (await readBlobs(cloneOf(), objects)).map((bytes) => Buffer.from(bytes).toString('base64')),
    );
    expect(await all([])).toEqual([]);
  });

  test('end with an error where one is missing or git does not work', async () => {
    const [object = ''] = putBlobs(['a']);
    await expect(all([object, '0'.repeat(40)])).rejects.toThrow(`git has no file ${'0'.repeat(40)}`);
    await expect(all([object], '/nowhere')).rejects.toMatchObject({ code: 'CHANGELOG_INVALID' });
  });

  test('are read no further than somebody takes them', async () => {
    const objects = putBlobs(['x'.repeat(500_000), 'y'.repeat(500_000)]);
    for await (const bytes of streamBlobs(cloneOf(), [...objects, ...objects, ...objects])) {
      expect(bytes).toHaveLength(500_000);
      break;
    }
  });
});
