/** A string of ssh's wire format (RFC 4251, section 5): its length in 4 bytes, big-endian, and its bytes. */
export function packString(value: string | Uint8Array): Uint8Array {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** Takes strings and numbers off the front of some bytes; every step is undefined once the bytes are too few. */
export interface WireReader {
  string(): Uint8Array | undefined;
  /** The same as text; undefined for other characters than printable ASCII. */
  text(): string | undefined;
  uint32(): number | undefined;
  take(count: number): Uint8Array | undefined;
  /** True where nothing is left over, and nothing was missing. */
  isAtEnd(): boolean;
}

/** Reads these bytes from the front. What it gives shares its memory with them. */
export function readWire(bytes: Uint8Array): WireReader {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let short = false;
  function advance(count: number): boolean {
    short ||= at + count > buffer.length;
    at += short ? 0 : count;
    return !short;
  }
  function uint32(): number | undefined {
    return advance(4) ? buffer.readUInt32BE(at - 4) : undefined;
  }
  function take(count: number): Uint8Array | undefined {
    return advance(count) ? bytes.subarray(at - count, at) : undefined;
  }
  function string(): Uint8Array | undefined {
    const length = uint32();
    return length === undefined ? undefined : take(length);
  }
  function text(): string | undefined {
    const length = uint32();
    if (length === undefined || !advance(length)) return undefined;
    const value = buffer.toString('latin1', at - length, at);
    return /^[\x20-\x7e]*$/.test(value) ? value : undefined;
  }
  return { string, text, uint32, take, isAtEnd: () => !short && at === buffer.length };
}
