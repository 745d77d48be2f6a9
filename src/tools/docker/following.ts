import type { DockerEvent } from '../docker.js';
import { askStream, type DockerApi } from './docker-request.js';
import { jsonLinesOf, linesOfStream, unframed } from './streams.js';

type LogSource = { readonly task: string } | { readonly service: string };

/** Longest wait for last lines: a swarm asks a dead worker for its logs and does not give up by itself. */
const logDeadlineMs = 10_000;

/** Events from now on, until the signal aborts; a broken connection is an error. */
export async function* followEvents(
  api: DockerApi,
  signal: AbortSignal,
  types: readonly string[] | undefined,
): AsyncGenerator<DockerEvent> {
  const query = types ? { filters: JSON.stringify({ type: types }) } : {};
  yield* untilAborted(api, signal, async function* () {
    const stream = await askStream(api, { path: '/events', query, signal });
    yield* jsonLinesOf(stream) as AsyncGenerator<DockerEvent>;
  });
}

/** Log lines, first the last `tail` ones, then as they come, until the signal aborts. */
export async function* followLogs(
  api: DockerApi,
  from: { readonly what: LogSource; readonly tail: number },
  signal: AbortSignal,
): AsyncGenerator<string> {
  yield* untilAborted(api, signal, async function* () {
    const query = { follow: true, stdout: true, stderr: true, tail: from.tail };
    const stream = await askStream(api, { path: logPath(from.what), query, signal });
    yield* linesOfStream(unframed(api.modem, stream));
  });
}

/** The last lines, stdout and stderr; after 10 s those that have come by then. */
export async function lastLogLines(api: DockerApi, what: LogSource, tail: number): Promise<string[]> {
  const signal = AbortSignal.timeout(logDeadlineMs);
  const lines: string[] = [];
  const all = untilAborted(api, signal, async function* () {
    const query = { stdout: true, stderr: true, tail };
    const stream = await askStream(api, { path: logPath(what), query, signal });
    yield* linesOfStream(unframed(api.modem, stream));
  });
  for await (const line of all) lines.push(line);
  return lines;
}

function logPath(what: LogSource): string {
  return 'task' in what
    ? `/tasks/${encodeURIComponent(what.task)}/logs`
    : `/services/${encodeURIComponent(what.service)}/logs`;
}

async function* untilAborted<T>(
  api: DockerApi,
  signal: AbortSignal,
  source: () => AsyncGenerator<T>,
): AsyncGenerator<T> {
  if (signal.aborted) return;
  try {
    yield* source();
  } catch (error) {
    if (!signal.aborted) throw api.explain(error);
  }
}
