/** What a witness signs (C2SP tlog-cosignature): two lines before the text of the checkpoint. Time in seconds since 1970. */
export function cosignedMessage(time: number, text: string): Uint8Array {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}

/** Bytes of a cosignature/v1: its time, big-endian in 8 bytes, and an Ed25519 signature. */
export function packCosignature(time: number, signature: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + signature.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(time));
  bytes.set(signature, 8);
  return bytes;
}

/** Time and signature out of these bytes; undefined where they are too short, or the time is beyond any calendar. */
export function unpackCosignature(bytes: Uint8Array): { time: number; signature: Uint8Array } | undefined {
  if (bytes.length !== 72) return undefined;
  const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  if (time > latestTime) return undefined;
  return { time: Number(time), signature: bytes.subarray(8) };
}

/** 9999-12-31T23:59:59Z: what comes later cannot be written as entries write times. */
const latestTime = 253_402_300_799n;
