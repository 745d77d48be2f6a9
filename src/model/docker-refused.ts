import type { DockerError } from './docker-error.js';
import { KnownError } from './known-error.js';
import type { WaysOn } from './ways-on.js';

/** What Docker refused, as an error for people: NODE_NOT_UNDERSTOOD with Docker's own sentence. */
export function dockerRefused(error: DockerError, node: string): KnownError {
  const { status, message, asked } = error;
  return new KnownError(
    'NODE_NOT_UNDERSTOOD',
    `${node}: Docker refused ${asked?.request ?? 'a request'} (status ${status})`,
    { details: [message], tryThis: waysOnFor(error, node), cause: error },
  );
}

function waysOnFor({ status, asked }: DockerError, node: string): WaysOn {
  if (status >= 500) return [`look at the daemon's log, on ${node}: journalctl -u docker`];
  if (status === 401 || status === 403)
    return [
      `let whatever guards the socket on ${node} (a proxy, an authorization plugin) allow ${asked?.request ?? 'it'}`,
    ];
  return [`see whether it is Docker that answers there, and write its socket under nodes: ${node}: socket`];
}
