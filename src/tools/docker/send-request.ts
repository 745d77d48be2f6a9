import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RegistryAuth } from '../docker.js';
import { http } from '../http.js';
import type { DockerApi, DockerRequest } from './docker-api.js';

/** What came back: an answer whose body is still to be read, or a pipe. */
export interface Sent {
  readonly answer: IncomingMessage;
  readonly pipe?: Duplex;
}

/** Sends a request to the Docker API and waits for the head of its answer. `asPipe`: both sides may go on talking. */
export function sendRequest(
  { agent, socket }: DockerApi,
  request: DockerRequest & { readonly signal: AbortSignal },
  asPipe: boolean,
): Promise<Sent> {
  const { method = 'GET', signal } = request;
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const headers = { ...bodyHeaders(body), ...authHeader(request.auth), ...(asPipe ? upgrade : {}) };
  return new Promise((resolve, reject) => {
    const sent = http.request({ agent, socketPath: socket, method, path: pathOf(request), headers, signal });
    sent.once('response', (answer) => resolve({ answer }));
    sent.once('upgrade', (answer, pipe, head) => {
      if (head.length > 0) pipe.unshift(head);
      resolve({ answer, pipe });
    });
    // Also after the answer has begun: where nobody listens, node takes it for a crash.
    sent.on('error', reject);
    sent.end(body);
  });
}

const upgrade = { Connection: 'Upgrade', Upgrade: 'tcp' };

function bodyHeaders(body: string | undefined): Record<string, string | number> {
  return body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
}

/** The fields of Docker's AuthConfig, as X-Registry-Auth carries them: base64url, padded. */
function authHeader(auth: RegistryAuth | undefined): Record<string, string> {
  if (!auth) return {};
  const text = Buffer.from(JSON.stringify(revealed(auth))).toString('base64');
  return { 'X-Registry-Auth': text.replaceAll('+', '-').replaceAll('/', '_') };
}

function revealed({ serveraddress, username, password, identityToken }: RegistryAuth): Record<string, string> {
  if (identityToken) return { serveraddress, identitytoken: identityToken.reveal() };
  return { serveraddress, username, password: password.reveal() };
}

function pathOf({ path, query = {} }: DockerRequest): string {
  const wanted = Object.entries(query).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)] as [string, string]],
  );
  return wanted.length === 0 ? path : `${path}?${new URLSearchParams(wanted).toString()}`;
}
