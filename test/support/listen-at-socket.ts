import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where a server listens. */
export interface ListeningSocket {
  /** Path of a unix socket in a folder of its own. */
  readonly socket: string;
  /** Ends every connection and takes the folder away. */
  close(): Promise<void>;
}

/** Lets a server listen as dockerd does. */
export async function listenAtSocket(server: Server): Promise<ListeningSocket> {
  const folder = mkdtempSync(join(tmpdir(), 'tend-docker-'));
  const socket = join(folder, 'docker.sock');
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          rmSync(folder, { recursive: true });
          resolve();
        });
      }),
  };
}
