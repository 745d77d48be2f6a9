import type { IncomingMessage } from 'node:http';

/** The whole text of an answer. Throws what isTooLong knows over `limit` bytes, and what the connection says where it breaks. */
export function readWhole(answer: IncomingMessage, limit: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    answer.on('data', (part: Buffer) => {
      size += part.length;
      parts.push(part);
      if (size > limit) answer.destroy(tooLong(limit));
    });
    answer.once('end', () => resolve(Buffer.concat(parts).toString('utf8')));
    answer.once('error', reject);
  });
}

/** More came than the limit, and the rest was not read. */
export function isTooLong(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'TOO_LONG';
}

function tooLong(limit: number): Error {
  return Object.assign(new Error(`longer than ${Math.round(limit / (1 << 20))} MiB`), { code: 'TOO_LONG' });
}
