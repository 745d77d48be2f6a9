import { DockerError } from '../../model/docker-error.js';
import { given } from '../../model/given.js';
import { KnownError } from '../../model/known-error.js';
import type { RegistryAuth } from '../docker.js';
import { pullProgress, type PullLine } from './pull-progress.js';
import { registryOf } from './registry-of.js';
import type { DockerApi } from './docker-api.js';
import { askStream, explain } from './docker-request.js';
import { notUnderstood } from './not-understood.js';
import { fields, number, optional, text, type Misfit } from './shape.js';
import { jsonLinesOf } from './streams.js';

interface Wanted {
  readonly reference: string;
  readonly auth: RegistryAuth | undefined;
}

const pullLine = fields({
  id: optional(text),
  status: optional(text),
  error: optional(text),
  progressDetail: optional(fields({ current: optional(number), total: optional(number) })),
});

/** A pull that says nothing for so long is given up. */
const silenceMs = 120_000;
/** And one that goes on saying something: 10 GB over 8 Mbit/s. */
const longestMs = 3 * 3_600_000;
/** An image has 127 layers at most. */
const mostLayers = 10_000;

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
  const request = pullRequest(wanted, AbortSignal.any([silence.signal, AbortSignal.timeout(longestMs)]));
  const progress = pullProgress();
  try {
    for await (const line of jsonLinesOf(await askStream(api, request))) {
      const misfit = pullLine(line);
      if (misfit || progress.layerCount() > mostLayers) throw notUnderstood(api, request, oddLine(misfit));
      wait.refresh();
      const said = line as PullLine;
      if (said.error) throw new DockerError(500, said.error);
      const says = progress.note(said);
      if (says !== undefined) onProgress(says);
    }
  } catch (error) {
    if (silence.signal.aborted) throw pullFailed(wanted.reference, 'nothing came for 2 minutes');
    if (request.signal.aborted) throw pullFailed(wanted.reference, 'it was not there after 3 hours');
    if (error instanceof DockerError) throw pullFailed(wanted.reference, error.message, error);
    throw explain(api, request, error);
  } finally {
    clearTimeout(wait);
  }
}

function pullRequest(wanted: Wanted, signal: AbortSignal) {
  const query = { fromImage: withTag(wanted.reference) };
  const auth = wanted.auth;
  return { method: 'POST', path: '/images/create', query, auth, signal, timeoutMs: silenceMs } as const;
}

function oddLine(misfit: Misfit | undefined): string {
  return misfit ? `a line of it: ${misfit.at} ${misfit.says}` : `it tells of more than ${mostLayers} layers`;
}

/** Without tag or digest Docker would pull every tag there is. */
function withTag(reference: string): string {
  const last = reference.slice(reference.lastIndexOf('/') + 1);
  return last.includes(':') || last.includes('@') ? reference : `${reference}:latest`;
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
