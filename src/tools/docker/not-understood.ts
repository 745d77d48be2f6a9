import { KnownError } from '../../model/known-error.js';
import { requestWords, type DockerApi, type DockerRequest } from './docker-api.js';

/** An answer that Docker would not give, as an error that costs this node and no other. */
export function notUnderstood(api: DockerApi, request: DockerRequest, says: string): KnownError {
  return new KnownError(
    'NODE_NOT_UNDERSTOOD',
    `${api.node}: the answer to ${requestWords(request)} is not understood`,
    {
      details: [says],
      tryThis: waysToLook(api, request),
    },
  );
}

/** Something answers that does not speak HTTP. */
export function notHttp(api: DockerApi, request: DockerRequest, cause: unknown): KnownError {
  return new KnownError(
    'NODE_NOT_UNDERSTOOD',
    `${api.node}: what listens at ${api.socket} does not speak HTTP as Docker does`,
    {
      tryThis: waysToLook(api, request),
      cause,
    },
  );
}

function waysToLook({ node, socket }: DockerApi, { method = 'GET', path }: DockerRequest): [string, string] {
  return [
    `look what answers, on ${node}: curl --unix-socket ${socket} http://docker${method === 'GET' ? path : '/info'}`,
    `if it is not Docker, write the right socket under nodes: ${node}: socket`,
  ];
}
