import type { DockerEvent, ReadingDocker } from '../../../tools/docker.js';

type Hear = (event: DockerEvent) => void;

/** Takes part in what is heard; gives the way to leave again. */
export type Listen = (hear: Hear) => () => void;

/** One stream of a node's events for all who listen, so that it takes one channel; it ends when the last one has left. */
export function shareEvents(docker: Pick<ReadingDocker, 'events'>): Listen {
  const hearers = new Set<Hear>();
  let stream: AbortController | undefined;

  /** A stream that breaks wakes nobody: polling decides without it, and whoever comes next opens a new one. */
  async function open(own: AbortController): Promise<void> {
    try {
      for await (const event of docker.events(own.signal, { type: ['service', 'container'] })) pass(event);
    } catch {
      // As one that ends.
    }
    if (stream === own) stream = undefined;
  }

  function pass(event: DockerEvent): void {
    if (!isNoise(event)) for (const hear of hearers) hear(event);
  }

  return (hear) => {
    hearers.add(hear);
    if (!stream) void open((stream = new AbortController()));
    return () => {
      hearers.delete(hear);
      if (hearers.size > 0) return;
      stream?.abort();
      stream = undefined;
    };
  };
}

/** Each run of a health check is three of them: nothing that anybody waits for. */
function isNoise({ Action }: DockerEvent): boolean {
  return Action.startsWith('exec_');
}

/** What is heard of one kind, one after the other, until the signal aborts. */
export async function* heardEvents(
  listen: Listen,
  signal: AbortSignal,
  isOurs: (event: DockerEvent) => boolean,
): AsyncGenerator<DockerEvent> {
  const waiting: DockerEvent[] = [];
  let woken = Promise.withResolvers<void>();
  const wake = (): void => woken.resolve();
  const leave = listen((event) => {
    if (!isOurs(event)) return;
    waiting.push(event);
    wake();
  });
  signal.addEventListener('abort', wake);
  try {
    while (!signal.aborted) {
      yield* waiting.splice(0);
      await woken.promise;
      woken = Promise.withResolvers();
    }
  } finally {
    leave();
    signal.removeEventListener('abort', wake);
  }
}
