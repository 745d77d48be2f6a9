import type { StepContext } from '../step-context.js';

const everyMs = 500;

/** Runs a job that knows no fences, and aborts its signal once the lock is lost or a person said stop. */
export async function untilFenced<T>(
  { clock, fence, signal }: Pick<StepContext, 'clock' | 'fence' | 'signal'>,
  job: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const stop = new AbortController();
  void watch();
  try {
    return await job(AbortSignal.any([stop.signal, signal]));
  } finally {
    over.abort();
  }

  async function watch(): Promise<void> {
    while (!over.signal.aborted) {
      await clock.sleep(everyMs, over.signal);
      try {
        if (!over.signal.aborted) fence();
      } catch {
        return stop.abort();
      }
    }
  }
}
