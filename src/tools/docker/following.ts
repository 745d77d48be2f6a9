import type { Readable } from 'node:stream';
import type { DockerEvent } from '../docker.js';
import type { DockerApi, DockerRequest } from './docker-api.js';
import { askStream, explain } from './docker-request.js';
import { jsonLinesOf, linesOfStream, unframed } from './streams.js';

type LogSource = { readonly task: string } | { readonly service: string };

/** Longest wait for last lines: a swarm asks a dead worker for its logs and does not give up by itself. */
const logDeadlineMs = 10_000;

/** Lines that are kept of last ones, however many come. */
const mostLines = 100_000;

/** Events from now on, until the signal aborts; a broken connection is an error. */
export async function* followEvents(
  api: DockerApi,
  signal: AbortSignal,
  types: readonly string[] | undefined,
): AsyncGenerator<DockerEvent> {
  const query = types ? { filters: JSON.stringify({ type: types }) } : {};
  yield* untilAborted(
    api,
    { path: '/events', query, signal },
    (stream) => jsonLinesOf(stream) as AsyncGenerator<DockerEvent>,
  );
}

/** Log lines, first the last `tail` ones, then as they come, until the signal aborts. */
export async function* followLogs(
  api: DockerApi,
  from: { readonly what: LogSource; readonly tail: number },
  signal: AbortSignal,
): AsyncGenerator<string> {
  const query = { follow: true, stdout: true, stderr: true, tail: from.tail };
  yield* untilAborted(api, { path: logPath(from.what), query, signal }, logLinesOf);
}

/** The last lines, stdout and stderr; after 10 s those that have come by then. */
export async function lastLogLines(api: DockerApi, what: LogSource, tail: number): Promise<string[]> {
  const signal = AbortSignal.timeout(logDeadlineMs);
  const query = { stdout: true, stderr: true, tail };
  const lines: string[] = [];
  for await (const line of untilAborted(api, { path: logPath(what), query, signal }, logLinesOf)) {
    lines.push(line);
    if (lines.length === mostLines) break;
  }
  return lines;
}

function logPath(what: LogSource): string {
  return 'task' in what
    ? `/tasks/${encodeURIComponent(what.task)}/logs`
    : `/services/${encodeURIComponent(what.service)}/logs`;
}

function logLinesOf(stream: Readable): AsyncGenerator<string> {
  return linesOfStream(unframed(stream));
}

async function* untilAborted<T>(
  api: DockerApi,
  request: DockerRequest & { readonly signal: AbortSignal },
  read: (stream: Readable) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  if (request.signal.aborted) return;
  try {
    yield* read(await askStream(api, request));
  } catch (error) {
    if (!request.signal.aborted) throw explain(api, request, error);
  }
}
