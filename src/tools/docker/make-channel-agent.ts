import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';
import { http } from '../http.js';

/** Opens one more way to the Docker socket. */
export type OpenChannel = () => Promise<Duplex>;

/** The server grants no further channel now; the request was not sent and may be queued again. */
export function channelRefused(cause?: unknown): Error {
  return Object.assign(new Error('no further channel', { cause }), { code: 'CHANNEL_REFUSED' });
}

export function isChannelRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'CHANNEL_REFUSED';
}

type Done = (error: Error | null, socket?: Duplex) => void;

/**
 * A keep-alive agent for HTTP whose connections are channels of one ssh connection. `limit` is the most it opens;
 * where the server grants fewer (MaxSessions), it learns that and lets requests wait for a free one.
 */
export function makeChannelAgent(open: OpenChannel, limit: number): Agent {
  // No TLS name is to be found out: that would load a regular expression for IPv6 addresses, 10 ms.
  const options = { keepAlive: true, maxSockets: limit, maxFreeSockets: limit, servername: '' };
  const agent = new http.Agent(options);
  const count = { open: 0, opening: 0 };
  function createConnection(_options: unknown, done: Done): void {
    // node:http does not count connections that are still being made.
    if (count.open + count.opening >= agent.maxSockets) return void queueMicrotask(() => done(channelRefused()));
    count.opening += 1;
    open()
      .finally(() => (count.opening -= 1))
      .then(
        (channel) => {
          count.open += 1;
          channel.once('close', () => (count.open -= 1));
          done(null, likeSocket(channel));
        },
        (error: Error) => {
          // Those that are still being made may be granted: each that is not lowers it again.
          if (isChannelRefused(error) && count.open > 0) agent.maxSockets = count.open + count.opening;
          done(error);
        },
      );
  }
  return Object.assign(agent, { createConnection });
}

/** What node:http calls on a net.Socket and an ssh2 channel does not have. */
function likeSocket(channel: Duplex): Duplex {
  const destroySlowly = channel.destroy.bind(channel);
  let gone = false;
  channel.once('close', () => (gone = true));
  return Object.assign(channel, {
    setKeepAlive: same,
    setNoDelay: same,
    setTimeout: same,
    ref: same,
    unref: same,
    destroySoon: destroy,
    destroy,
  });

  function same(): Duplex {
    return channel;
  }

  // ssh2 waits with `close` for the server's word, which on a cut cable never comes.
  function destroy(error?: Error): Duplex {
    if (gone) return channel;
    gone = true;
    destroySlowly(error);
    queueMicrotask(() => leave(error !== undefined));
    return channel;
  }

  // What is still on its way must not reach an HTTP parser that has been given to somebody else: node would throw
  // inside ssh2, and the whole connection break.
  function leave(hadError: boolean): void {
    channel.emit('close', hadError);
    channel.removeAllListeners('data').removeAllListeners('end').removeAllListeners('close').resume();
  }
}
