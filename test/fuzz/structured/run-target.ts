import { KnownError } from '../../../src/model/known-error.js';
import { makeDice } from '../mutate.js';
import { startWatchdog } from '../watchdog.js';
import type { Reading, StructuredTarget } from './structured-target.js';

/** What came of it. */
export interface RunReport {
  readonly target: string;
  readonly seed: number;
  readonly seconds: number;
  readonly runs: number;
  /** In percent of the runs: read, refused after the early checks, refused by them. */
  readonly read: number;
  readonly refused: number;
  readonly early: number;
  /** The longest that one text took, in milliseconds of this thread's processor time. */
  readonly slowestMs: number;
  /** The most memory that the whole process ever had, in MiB. */
  readonly peakMemory: number;
  /** What was thrown, each message once, with a text that made it. */
  readonly failures: readonly string[];
}

/** A text is 20 kB, rarely 100: a parser that takes longer for one is not linear. */
const slowMs = 1_000;
const mostFailures = 10;

/** Feeds one parser for some seconds. The same seed gives the same texts in the same order. */
export async function runTarget(
  target: StructuredTarget,
  { seconds, seed, least = 50 }: { readonly seconds: number; readonly seed: number; readonly least?: number },
): Promise<RunReport> {
  const watchdog = startWatchdog();
  const dice = makeDice(seed);
  const counts: Record<Reading, number> = { read: 0, refused: 0, early: 0 };
  const failures = new Map<string, string>();
  let [runs, slowestMs] = [0, 0];
  const end = performance.now() + seconds * 1000;
  while ((performance.now() < end || runs < least) && failures.size < mostFailures) {
    const text = target.make(dice);
    watchdog.watch(target.name, text);
    runs += 1;
    const before = process.threadCpuUsage();
    const came = await readOne(target, text);
    const { user, system } = process.threadCpuUsage(before);
    const ms = Math.round((user + system) / 1000);
    slowestMs = Math.max(slowestMs, ms);
    if ('reading' in came) counts[came.reading] += 1;
    const wrong = 'threw' in came ? came.threw : ms > slowMs ? `took more than ${slowMs} ms` : undefined;
    if (wrong !== undefined && !failures.has(wrong)) failures.set(wrong, `${wrong}\n${JSON.stringify(text)}`);
    // Timers and sockets want their turn too.
    if (runs % 100 === 0) await new Promise(setImmediate);
  }
  await watchdog.stop();
  await target.close?.();
  const percent = (count: number) => Math.round((count / runs) * 1000) / 10;
  return {
    target: target.name,
    seed,
    seconds,
    runs,
    read: percent(counts.read),
    refused: percent(counts.refused),
    early: percent(counts.early),
    slowestMs,
    peakMemory: Math.round(process.resourceUsage().maxRSS / 1024),
    failures: [...failures.values()],
  };
}

async function readOne(target: StructuredTarget, text: string): Promise<{ reading: Reading } | { threw: string }> {
  try {
    return { reading: await target.read(text) };
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const details = error instanceof KnownError ? error.details : [];
    return { threw: [...details, ...stack.split('\n').slice(0, 8)].join('\n').slice(0, 2_000) };
  }
}
