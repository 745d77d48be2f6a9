import type { Duplex } from 'node:stream';

/**
 * ssh2 writes each packet in three pieces, and often several packets one after the other; each piece would be a call of the
 * kernel and a segment of its own on the network. What is written in one turn of the event loop leaves together.
 */
export function writeTogether(way: Duplex): void {
  const write = way.write.bind(way) as (...args: unknown[]) => boolean;
  function writeLater(...args: unknown[]): boolean {
    if (way.writableCorked === 0) {
      way.cork();
      setImmediate(() => way.uncork());
    }
    return write(...args);
  }
  // The stream's own `end` lets go of what waits.
  Object.assign(way, { write: writeLater });
}
