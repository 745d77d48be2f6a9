import type { Clone } from './clone.js';
import { gitFailed } from './git-failed.js';

/** The bytes of objects, in the order asked for, by one git. */
export async function readBlobs(clone: Clone, objects: readonly string[]): Promise<Uint8Array[]> {
  if (objects.length === 0) return [];
  const words = ['--git-dir', clone.folder, 'cat-file', '--batch'];
  const done = await clone.git.runBytes(words, { input: `${objects.join('\n')}\n` });
  if (done.exitCode !== 0) throw gitFailed(done, clone.folder);
  return splitBatch(done.bytes, objects);
}

/** An answer of git: `<object> <type> <size>`, newline, the bytes, newline. */
function splitBatch(bytes: Uint8Array, objects: readonly string[]): Uint8Array[] {
  let at = 0;
  return objects.map((object) => {
    const end = bytes.indexOf(10, at);
    const [, type, size] = Buffer.from(bytes.subarray(at, end)).toString('latin1').split(' ');
    if (type !== 'blob') throw new Error(`git has no file ${object}`);
    at = end + 1 + Number(size) + 1;
    return bytes.subarray(end + 1, at - 1);
  });
}
