import { createServer } from 'node:net';

/** One holder of a name at a time on this machine; the kernel lets go of it when its process ends, however that happens. */
export interface Exclusive {
  /** Undefined: somebody else holds it. Otherwise a function that lets go. */
  hold(name: string): Promise<(() => Promise<void>) | undefined>;
}

/** By an abstract socket (unix(7)), which needs no file that could stay behind. */
export const realExclusive: Exclusive = {
  hold(name) {
    const server = createServer((socket) => socket.destroy());
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
      );
      server.listen(`\0${name}`, () => {
        server.unref();
        resolve(() => new Promise((done) => void server.close(() => done())));
      });
    });
  },
};
