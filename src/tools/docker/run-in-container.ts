import type { Duplex } from 'node:stream';
import type { Raw } from '../docker.js';
import type { DockerApi, DockerRequest } from './docker-api.js';
import { ask, askPipe, explain } from './docker-request.js';
import { dockerLate } from './docker-sentence.js';
import { notUnderstood } from './not-understood.js';
import { shapes } from './shapes.js';
import { unframed } from './streams.js';

/** Bytes: a secret has half a megabyte at most. */
const longestOutput = 1 << 20;
const deadlineMs = 30_000;

/**
 * POST /containers/{id}/exec, start and look how it ended. `stdin` is sent whole, then closed. What it prints on stderr is
 * not read. Docker says on stdout that a program is missing, and only its exit code tells (126 or 127).
 */
export async function runInContainer(
  api: DockerApi,
  run: { readonly container: string; readonly command: readonly string[] },
  stdin: string | undefined,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const id = await createExec(api, run, stdin !== undefined);
  const start: DockerRequest = { method: 'POST', path: `/exec/${id}/start`, body: { Detach: false, Tty: false } };
  const pipe = await askPipe(api, start);
  if (stdin !== undefined) pipe.end(stdin);
  const output = await readOutput(api, start, pipe);
  const ended = (await ask(api, { path: `/exec/${id}/json` }, shapes.execEnded)) as Raw;
  return { exitCode: Number(ended['ExitCode'] ?? -1), output };
}

/** A program may print for ever, or nothing and never end. */
async function readOutput(api: DockerApi, request: DockerRequest, pipe: Duplex): Promise<string> {
  const late = setTimeout(() => pipe.destroy(dockerLate(api.node, deadlineMs)), deadlineMs);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of unframed(pipe)) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > longestOutput) throw notUnderstood(api, request, 'what the program prints is longer than 1 MiB');
    }
  } catch (error) {
    throw explain(api, request, error);
  } finally {
    clearTimeout(late);
    pipe.destroy();
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function createExec(
  api: DockerApi,
  run: { readonly container: string; readonly command: readonly string[] },
  withStdin: boolean,
): Promise<string> {
  const body = { AttachStdin: withStdin, AttachStdout: true, AttachStderr: false, Cmd: run.command };
  const path = `/containers/${encodeURIComponent(run.container)}/exec`;
  return String(((await ask(api, { method: 'POST', path, body }, shapes.made)) as Raw)['Id']);
}
