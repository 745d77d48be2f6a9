import { PassThrough } from 'node:stream';
import type { Modem } from './docker-request.js';

/** The lines of a stream as they come; the last one also without a newline. */
export async function* linesOfStream(stream: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** The JSON values of a stream with one on each line, as events and pulls come. */
export async function* jsonLinesOf(stream: AsyncIterable<Buffer | string>): AsyncGenerator<unknown> {
  for await (const line of linesOfStream(stream)) {
    if (line.trim() !== '') yield JSON.parse(line) as unknown;
  }
}

/** What a container prints, stdout and stderr as one: Docker packs both into frames unless there is a terminal. */
export function unframed(modem: Modem, stream: NodeJS.ReadableStream): PassThrough {
  const out = new PassThrough();
  modem.demuxStream(stream, out, out);
  stream.on('end', () => out.end());
  stream.on('close', () => out.end());
  stream.on('error', (error: Error) => out.destroy(error));
  return out;
}
