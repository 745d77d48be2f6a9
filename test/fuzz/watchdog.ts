import { Worker } from 'node:worker_threads';

/** Ends the whole process, with what was being read, where it stands still: a parser that hangs cannot be asked. */
export interface Watchdog {
  /** Says what is read from now on. */
  watch(name: string, text: string): void;
  stop(): Promise<number>;
}

const patienceMs = 20_000;
const room = 1 << 20;

/** Plain JavaScript: a thread of its own that nothing in this one can hold up. */
const program = `
  const { workerData: { counter, text, patienceMs } } = require('node:worker_threads');
  let last = -1;
  setInterval(() => {
    const now = Atomics.load(counter, 0);
    if (now === last) {
      const shown = Buffer.from(text.slice(0, Atomics.load(counter, 1))).toString('base64');
      require('node:fs').writeSync(2, 'HANG: one text for ' + patienceMs + ' ms, base64:\\n' + shown + '\\n');
      process.kill(process.pid, 'SIGKILL');
    }
    last = now;
  }, patienceMs);
`;

export function startWatchdog(): Watchdog {
  const counter = new Int32Array(new SharedArrayBuffer(8));
  const text = new Uint8Array(new SharedArrayBuffer(room));
  const worker = new Worker(program, { eval: true, workerData: { counter, text, patienceMs } });
  const encoder = new TextEncoder();
  return {
    watch(name, input) {
      const { written } = encoder.encodeInto(`${name}: ${input}`, text);
      Atomics.store(counter, 1, written);
      Atomics.add(counter, 0, 1);
    },
    stop: () => worker.terminate(),
  };
}
