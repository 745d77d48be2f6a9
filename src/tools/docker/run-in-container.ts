import type { Raw } from '../docker.js';
import type { DockerApi } from './docker-api.js';
import { ask, askPipe } from './docker-request.js';
import { shapes } from './shapes.js';
import { unframed } from './streams.js';

/** POST /containers/{id}/exec, start and look how it ended. `stdin` is sent whole, then closed. */
export async function runInContainer(
  api: DockerApi,
  run: { readonly container: string; readonly command: readonly string[] },
  stdin: string | undefined,
): Promise<{ readonly exitCode: number; readonly output: string }> {
  const id = await createExec(api, run, stdin !== undefined);
  const body = { Detach: false, Tty: false };
  const pipe = await askPipe(api, { method: 'POST', path: `/exec/${id}/start`, body });
  if (stdin !== undefined) pipe.end(stdin);
  const chunks: Buffer[] = [];
  for await (const chunk of unframed(pipe)) chunks.push(chunk);
  const ended = (await ask(api, { path: `/exec/${id}/json` }, shapes.execEnded)) as Raw;
  return { exitCode: Number(ended['ExitCode'] ?? -1), output: Buffer.concat(chunks).toString('utf8') };
}

async function createExec(
  api: DockerApi,
  run: { readonly container: string; readonly command: readonly string[] },
  withStdin: boolean,
): Promise<string> {
  const body = { AttachStdin: withStdin, AttachStdout: true, AttachStderr: true, Cmd: run.command };
  const path = `/containers/${encodeURIComponent(run.container)}/exec`;
  return String(((await ask(api, { method: 'POST', path, body }, shapes.made)) as Raw)['Id']);
}
