import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { endWithTend, watchForOwnEnd } from './end-with-tend.js';
import { processGroup, processTree, type ProcessGroup } from './process-group.js';

/** Milliseconds that a program has to end in good order: git takes its lock files away, ssh says goodbye. */
const graceMs = 2_000;

/** Milliseconds without a byte after which pipes that somebody else still holds are let go of. */
const drainMs = 500;

/** When a program is ended before its own end. */
export interface Limits {
  /** 0: it may take as long as it takes. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** It may ask somebody at the terminal, so it stays in tend's own process group. */
  readonly terminal?: boolean | undefined;
}

/** What execa gives. */
interface Running extends PromiseLike<unknown> {
  readonly nodeChildProcess: ChildProcess;
}

/** To be called just before a program is started: how it is started so that it can be ended whole. */
export function prepareWhole({ terminal = false }: Limits) {
  watchForOwnEnd();
  // Its own session has no terminal: Ctrl-C reaches tend alone, which ends in good order.
  return { reject: false, detached: !terminal, cleanup: false } as const;
}

/** Ends a program before its own end. */
export interface Ending {
  readonly stop: () => void;
  readonly timedOut: () => boolean;
  readonly stopped: () => boolean;
}

/**
 * Ends a program with all that it started (SIGTERM, SIGKILL after two seconds): at the time limit, at a signal, with tend; and what
 * is left of it once the program itself has ended. Whoever holds its pipes longer than it lives does not hold us.
 */
export function endWhole(running: Running, { timeoutMs, signal, terminal = false }: Limits): Ending {
  const child = running.nodeChildProcess;
  let [stopped, timedOut] = [false, false];
  if (child.pid === undefined) return { stop() {}, timedOut: () => false, stopped: () => false };
  const group = terminal ? processTree(child.pid) : processGroup(child.pid);
  const forget = endWithTend(group);
  const limit = timeoutMs > 0 ? setTimeout(stopLate, timeoutMs) : undefined;
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop, { once: true });
  child.once('exit', () => letGoOfPipes(child));
  void running.then(end);
  return { stop, timedOut: () => timedOut, stopped: () => stopped };

  function stop(): void {
    if (!stopped) endInTime(group);
    stopped = true;
  }
  function stopLate(): void {
    timedOut = true;
    stop();
  }
  function end(): void {
    clearTimeout(limit);
    signal?.removeEventListener('abort', stop);
    // The program itself has ended; what it started may not have.
    if (stopped) group.signal('SIGKILL');
    else if (!terminal) endInTime(group, forget);
    if (stopped || terminal) forget();
  }
}

function endInTime(group: ProcessGroup, then = () => {}): void {
  if (!group.signal('SIGTERM')) return then();
  setTimeout(() => {
    group.signal('SIGKILL');
    then();
  }, graceMs).unref();
}

/** Only once a whole while went by without a byte, looked at after reading: a busy tend must not take unread bytes for none. */
function letGoOfPipes(child: ChildProcess): void {
  // Node gives the pipes of a program as sockets.
  const pipes = [child.stdout, child.stderr].filter((pipe) => pipe !== null) as Socket[];
  const taken = () => pipes.map(({ bytesRead, readableLength }) => `${bytesRead} ${readableLength}`).join(' ');
  waitOn();

  function waitOn(): void {
    const before = taken();
    setTimeout(() => setImmediate(() => (isOver(before) ? letGo() : waitOn())), drainMs).unref();
  }
  function isOver(before: string): boolean {
    return before === taken() && pipes.every(({ readableLength }) => readableLength === 0);
  }
  function letGo(): void {
    for (const pipe of pipes) pipe.destroy();
  }
}
