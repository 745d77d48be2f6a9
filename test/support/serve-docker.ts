import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { DockerError } from '../../src/model/docker-error.js';
import { Secret } from '../../src/model/secret.js';
import type { Docker, ListFilter, Raw } from '../../src/tools/docker.js';
import { listenAtSocket, type ListeningSocket } from './listen-at-socket.js';

/** A request as the Docker API knows it: `POST`, `/services/create`. */
export interface DockerCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: never;
}

/** What comes instead of Docker's own answer: a status, and a text as it stands. */
export interface WrongAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A Docker at a unix socket, for the built command: whatever a fake one answers, as the Docker API says it (paths and filters as
 * tend asks). `instead` may answer first, as no Docker would.
 */
export async function serveDocker(
  docker: Docker,
  instead: (call: DockerCall) => WrongAnswer | undefined = () => undefined,
): Promise<ListeningSocket> {
  const server = createServer((request, response) => {
    answerOne(docker, instead, { request, response }).catch((error: unknown) => refuse(response, error));
  });
  return listenAtSocket(server);
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answerOne(docker: Docker, instead: Parameters<typeof serveDocker>[1], { request, response }: Exchange) {
  const url = new URL(request.url ?? '/', 'http://docker');
  const sent = await textOf(request);
  const body = (sent === '' ? undefined : JSON.parse(sent)) as never;
  const call = {
    method: request.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    body,
  };
  const wrong = instead?.(call);
  if (wrong) return void response.writeHead(wrong.status ?? 200, wrong.headers).end(wrong.body);
  if (call.path === '/events') return tellEvents(docker, response);
  const answer = await (call.method === 'GET' ? look(docker, call) : change(docker, call));
  response
    .writeHead(200, { 'content-type': 'application/json' })
    .end(answer === undefined ? '' : JSON.stringify(answer));
}

async function tellEvents(docker: Docker, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200).flushHeaders();
  for await (const event of docker.events(gone.signal)) response.write(`${JSON.stringify(event)}\n`);
}

function look(docker: Docker, { path, query }: DockerCall): Promise<unknown> {
  const filter = filterOf(query);
  const [, kind = '', id, more] = path.split('/');
  if (kind === 'distribution') return distribution(docker, path.replace(/^\/distribution\/|\/json$/g, ''));
  if (kind === 'images') return found(docker.image(path.replace(/^\/images\/|\/json$/g, '')));
  if (more === 'logs') return Promise.resolve(undefined);
  if (path === '/containers/json') return docker.containers(filter);
  if (kind === 'containers') return found(docker.container(id ?? ''));
  if (kind === 'services' && id) return docker.service(id);
  if (kind === 'configs' && id) return docker.config(id);
  if (kind === 'volumes') return docker.volumes(filter).then((Volumes) => ({ Volumes }));
  const lists = ['nodes', 'services', 'tasks', 'networks', 'configs', 'secrets', 'info', 'swarm'] as const;
  const list = lists.find((one) => one === kind);
  return list ? docker[list](filter) : Promise.reject(new DockerError(404, `page not found: ${path}`));
}

async function found<T>(answer: Promise<T | undefined>): Promise<T> {
  const there = await answer;
  if (there === undefined) throw new DockerError(404, 'no such thing');
  return there;
}

async function distribution(docker: Docker, reference: string): Promise<Raw> {
  const { digest, platforms } = await docker.resolveImage(reference);
  const Platforms = platforms.map(({ OS, Architecture }) => ({ os: OS, architecture: Architecture }));
  return { Descriptor: { digest }, Platforms };
}

/** The reverse of what filtersQuery makes of a filter. */
function filterOf(query: URLSearchParams): ListFilter {
  const said = JSON.parse(query.get('filters') ?? '{}') as Readonly<Record<string, readonly string[]>>;
  const stackLabel = 'com.docker.stack.namespace=';
  const labels = said['label'] ?? [];
  const names = said['name'] ?? [];
  const isStacks = names.length > 0 && names.every((name) => name.endsWith('_'));
  const all: Record<string, unknown> = {
    stack: labels.find((label) => label.startsWith(stackLabel))?.slice(stackLabel.length),
    label: labels.find((label) => !label.startsWith(stackLabel)),
    stacks: isStacks ? names.map((name) => name.slice(0, -1)) : undefined,
    name: isStacks ? undefined : names[0],
    service: said['service']?.[0],
    id: said['id']?.[0],
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

async function change(docker: Docker, { method, path, query, body }: DockerCall): Promise<unknown> {
  const [, kind = '', id = '', action] = path.split('/');
  const index = Number(query.get('version'));
  if (method === 'DELETE') return remove(docker, kind, id);
  if (action === 'update' && kind === 'services') return { Warnings: await docker.updateService(id, index, body) };
  if (action === 'update' && kind === 'configs') return docker.updateConfigLabels(id, index, body);
  if (path === '/images/create') return docker.pullImage(query.get('fromImage') ?? '').then(() => ({ status: 'Done' }));
  if (path === '/services/create') return { ID: await docker.createService(body) };
  if (path === '/networks/create') return { Id: await docker.createNetwork(body) };
  if (path === '/configs/create') return { ID: await docker.createConfig(body) };
  if (path === '/secrets/create') return { ID: await docker.createSecret(secretOf(body)) };
  throw new DockerError(404, `page not found: ${path}`);
}

function secretOf({ Name, Labels, Data }: { Name: string; Labels: Record<string, string>; Data: string }) {
  return { Name, Labels, data: new Secret(Buffer.from(Data, 'base64').toString('utf8')) };
}

function remove(docker: Docker, kind: string, id: string): Promise<void> {
  if (kind === 'services') return docker.removeService(id);
  if (kind === 'networks') return docker.removeNetwork(id);
  if (kind === 'configs') return docker.removeConfig(id);
  return docker.removeSecret(id);
}

function refuse(response: ServerResponse, error: unknown): void {
  const status = error instanceof DockerError ? error.status : 500;
  const message = error instanceof Error ? error.message : String(error);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}
