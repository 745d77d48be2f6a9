import { Worker } from 'node:worker_threads';

/** Ends the whole process, with what was being read, where it stands still: a parser that hangs cannot be asked. */
export interface Watchdog {
  /** Says what is read from now on. */
  watch(name: string, text: string): void;
  stop(): Promise<number>;
}

/** Processor time of the whole process: on a busy machine the clock says nothing. And what waits uses none. */
const patienceMs = 20_000;
const waitMs = 600_000;
const room = 1 << 20;

/** Plain JavaScript: a thread of its own that nothing in this one can hold up. */
const program = `
  const { workerData: { counter, text, patienceMs, waitMs } } = require('node:worker_threads');
  let [last, since, used] = [-1, 0, 0];
  setInterval(() => {
    const now = Atomics.load(counter, 0);
    const { user, system } = process.cpuUsage();
    const spent = (user + system) / 1000;
    if (now !== last) [last, since, used] = [now, performance.now(), spent];
    else if (spent - used > patienceMs || performance.now() - since > waitMs) {
      const shown = Buffer.from(text.slice(0, Atomics.load(counter, 1))).toString('base64');
      require('node:fs').writeSync(2, 'HANG: one text for more than ' + patienceMs + ' ms of processor time, base64:\\n' + shown + '\\n');
      process.kill(process.pid, 'SIGKILL');
    }
  }, 1_000);
`;

export function startWatchdog(): Watchdog {
  const counter = new Int32Array(new SharedArrayBuffer(8));
  const text = new Uint8Array(new SharedArrayBuffer(room));
  const worker = new Worker(program, { eval: true, workerData: { counter, text, patienceMs, waitMs } });
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
