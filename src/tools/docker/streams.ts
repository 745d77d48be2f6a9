/** Characters: what is longer comes in pieces, so that a line without end fills no memory. */
const longestLine = 1 << 20;

/** The lines of a stream as they come; the last one also without a newline. */
export async function* linesOfStream(stream: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of stream) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length <= longestLine) continue;
    yield rest;
    rest = '';
  }
  if (rest !== '') yield rest;
}

/** The JSON values of a stream with one on each line, as events and pulls come. Throws a SyntaxError where one is none. */
export async function* jsonLinesOf(stream: AsyncIterable<Buffer | string>): AsyncGenerator<unknown> {
  for await (const line of linesOfStream(stream)) {
    if (line.trim() !== '') yield JSON.parse(line) as unknown;
  }
}

const noBytes = Buffer.alloc(0);
const headLength = 8;

/**
 * What a container prints, stdout and stderr as one: Docker packs both into frames unless there is a terminal (Docker
 * API, ContainerAttach): one byte that names the stream, three zeros, four bytes of length. Each frame comes piece by
 * piece, however long it says that it is.
 */
export async function* unframed(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const frame: Frame = { head: noBytes, left: 0 };
  for await (const chunk of stream) yield* contentOf(chunk, frame);
  if (frame.head.length > 0) yield frame.head;
}

/** How far the reading of a frame has come. */
interface Frame {
  head: Buffer;
  /** Bytes of its content that are still to come; Infinity: there are no frames. */
  left: number;
}

function* contentOf(chunk: Buffer, frame: Frame): Generator<Buffer> {
  for (let at = 0; at < chunk.length;) {
    const part = chunk.subarray(at, at + (frame.left || headLength - frame.head.length));
    at += part.length;
    if (frame.left > 0) {
      frame.left -= part.length;
      yield part;
    } else yield* takeHead(part, frame);
  }
}

/** Whatever has no head comes from a terminal, up to its end. */
function* takeHead(part: Buffer, frame: Frame): Generator<Buffer> {
  const head = Buffer.concat([frame.head, part]);
  const isWhole = head.length === headLength;
  frame.head = isWhole ? noBytes : head;
  if (!isWhole) return;
  frame.left = isHead(head) ? head.readUInt32BE(4) : Infinity;
  if (frame.left === Infinity) yield head;
}

function isHead(bytes: Buffer): boolean {
  return bytes.readUInt32BE(0) % (1 << 24) === 0 && (bytes[0] ?? 3) <= 2;
}
