import { http } from './http.js';

export interface SocketRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** `/swarm/init` */
  readonly path: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

interface SocketAnswer {
  readonly status: number;
  /** Parsed JSON; undefined where there was none. */
  readonly body: unknown;
}

/** Single requests to a Docker socket of this machine, without a client program and without a connection to keep. */
export interface DockerSocket {
  /** Throws where nothing listens or no answer comes in time (default 30 s). */
  request(socket: string, what: SocketRequest): Promise<SocketAnswer>;
}

export const realDockerSocket: DockerSocket = {
  request(socket, { method, path, body, timeoutMs = 30_000 }) {
    const text = body === undefined ? '' : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const headers = { host: 'docker', 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
      const signal = AbortSignal.timeout(timeoutMs);
      const asked = http.request({ socketPath: socket, method, path, headers, agent: false, signal }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString('utf8')) }),
        );
      });
      asked.on('error', reject);
      asked.end(text);
    });
  },
};

function parsed(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
