import { DockerError } from '../../model/docker-error.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import type { RegistryAuth } from '../docker.js';
import { registryOf } from './registry-of.js';
import { askStream, type DockerApi } from './docker-request.js';
import { jsonLinesOf } from './streams.js';

interface Wanted {
  readonly reference: string;
  readonly auth: RegistryAuth | undefined;
}

interface PullLine {
  readonly id?: string;
  readonly error?: string;
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
}

/** A pull that says nothing for so long is given up. */
const silenceMs = 120_000;

/**
 * POST /images/create. Docker answers 200 at once and tells later, in the stream, that it could not: both ways
 * give IMAGE_PULL_FAILED, which names image and registry.
 */
export async function pullImage(
  api: DockerApi,
  wanted: Wanted,
  onProgress: (says: string) => void = () => {},
): Promise<void> {
  const silence = new AbortController();
  const wait = setTimeout(() => silence.abort(), silenceMs);
  const layers = new Map<string, { current: number; total: number }>();
  try {
    const stream = await askStream(api, pullRequest(wanted, silence.signal));
    for await (const line of jsonLinesOf(stream) as AsyncIterable<PullLine>) {
      wait.refresh();
      if (line.error !== undefined) throw new DockerError(500, line.error);
      if (noteLayer(layers, line)) onProgress(saysHowMuch(layers));
    }
  } catch (error) {
    if (silence.signal.aborted) throw pullFailed(wanted.reference, 'nothing came for 2 minutes');
    if (error instanceof DockerError) throw pullFailed(wanted.reference, error.message, error);
    throw error instanceof KnownError ? error : api.explain(error);
  } finally {
    clearTimeout(wait);
  }
}

function pullRequest(wanted: Wanted, signal: AbortSignal) {
  const query = { fromImage: withTag(wanted.reference) };
  const auth = wanted.auth;
  return { method: 'POST', path: '/images/create', query, auth, signal, timeoutMs: silenceMs } as const;
}

/** Without tag or digest Docker would pull every tag there is. */
function withTag(reference: string): string {
  const last = reference.slice(reference.lastIndexOf('/') + 1);
  return last.includes(':') || last.includes('@') ? reference : `${reference}:latest`;
}

function noteLayer(layers: Map<string, { current: number; total: number }>, line: PullLine): boolean {
  const { current, total } = line.progressDetail ?? {};
  if (line.id === undefined || current === undefined || total === undefined) return false;
  layers.set(line.id, { current, total });
  return true;
}

function saysHowMuch(layers: Map<string, { current: number; total: number }>): string {
  const sums = [...layers.values()].reduce(
    (sum, layer) => ({ current: sum.current + layer.current, total: sum.total + layer.total }),
    { current: 0, total: 0 },
  );
  return `${megabytes(sums.current)} of ${megabytes(sums.total)} MB`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}

function pullFailed(reference: string, says: string, cause?: Error): KnownError {
  const registry = registryOf(reference);
  return new KnownError('IMAGE_PULL_FAILED', `the image ${reference} could not be pulled from ${registry}`, {
    details: [says],
    tryThis: [
      `check that the image exists and that the server reaches ${registry}`,
      `if it is private: put user and password under registries: ${registry} into region.yml`,
    ],
    ...given({ cause }),
  });
}
