/** Standard base64 with padding (RFC 4648, section 4). */
export function encodeBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/**
 * The bytes of a base64 text; undefined for every text but the one that encodeBase64 writes: no line breaks, no other
 * alphabet, no missing or doubled padding, no stray bits at the end. So nobody can change a text and keep its meaning.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  const buffer = Buffer.from(text, 'base64');
  return buffer.toString('base64') === text ? new Uint8Array(buffer) : undefined;
}
