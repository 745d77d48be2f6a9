import type { ByteStream } from '../../tools/programs.js';
import type { Clone } from './clone.js';
import { gitFailed } from './git-failed.js';

/** The bytes of objects, in the order asked for, by one git that is never far ahead of who takes them. */
export async function* streamBlobs(
  clone: Clone,
  objects: readonly string[],
): AsyncGenerator<Uint8Array, void, undefined> {
  if (objects.length === 0) return;
  const words = ['--git-dir', clone.folder, 'cat-file', '--batch', '--buffer'];
  // As long as somebody takes it: a long log may take minutes.
  const stream = clone.git.streamBytes(words, { input: `${objects.join('\n')}\n`, timeoutMs: 0 });
  const reader = makeReader(clone, stream);
  try {
    for (const object of objects) yield await readAnswer(reader, object);
    await reader.end();
  } finally {
    await stream.return(undefined as never);
  }
}

/** An answer of git: `<object> <type> <size>`, newline, the bytes, newline. */
async function readAnswer(reader: Reader, object: string): Promise<Uint8Array> {
  const [, type, size] = (await reader.line()).split(' ');
  if (type !== 'blob') throw new Error(`git has no file ${object}`);
  const bytes = await reader.take(Number(size));
  await reader.take(1);
  return bytes;
}

interface Reader {
  /** Up to the next newline, without it. */
  readonly line: () => Promise<string>;
  /** So many bytes, in memory of their own. */
  readonly take: (count: number) => Promise<Uint8Array>;
  /** Nothing more is wanted: how did git end? */
  readonly end: () => Promise<void>;
}

function makeReader({ folder }: Clone, stream: ByteStream): Reader {
  let rest: Uint8Array = new Uint8Array();
  async function more(): Promise<Uint8Array> {
    const { done, value } = await stream.next();
    if (!done) return value;
    throw value.exitCode === 0 ? new Error('git ended before its answer did') : gitFailed(value, folder);
  }
  async function line(): Promise<string> {
    const parts: Uint8Array[] = [];
    while (!rest.includes(newline)) {
      parts.push(rest);
      rest = await more();
    }
    const end = rest.indexOf(newline);
    parts.push(rest.subarray(0, end));
    rest = rest.subarray(end + 1);
    return Buffer.concat(parts).toString('latin1');
  }
  async function take(count: number): Promise<Uint8Array> {
    const bytes = Buffer.allocUnsafeSlow(count);
    for (let at = 0; at < count;) {
      if (rest.length === 0) rest = await more();
      const some = rest.subarray(0, count - at);
      bytes.set(some, at);
      rest = rest.subarray(some.length);
      at += some.length;
    }
    return bytes;
  }
  async function end(): Promise<void> {
    const { done, value } = await stream.next();
    if (done && value.exitCode !== 0) throw gitFailed(value, folder);
  }
  return { line, take, end };
}

const newline = 10;
