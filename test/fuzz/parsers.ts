import { parseArgs } from 'node:util';
import { makeDice, mutate } from './mutate.js';
import { targets, type Target } from './targets.js';
import { startWatchdog } from './watchdog.js';

/** What came of it: how many texts each parser was given, and every text that one of them did not stand. */
export interface FuzzReport {
  readonly texts: Readonly<Record<string, number>>;
  readonly failures: readonly string[];
  /** The longest that one text took, in milliseconds of this thread's time. */
  readonly slowestMs: number;
  /** Memory of the whole process at the end, in MiB. */
  readonly memory: number;
}

/** A text has at most 200,000 characters: a parser that takes longer than this for one is not linear. */
const slow = 1000;
/** Texts that one parser is given before it is the next one's turn. */
const turn = 200;

/** Gives every parser mutations of good examples, and noise, for some seconds. The same seed gives the same changes. */
export async function fuzzParsers({ seconds, seed }: { seconds: number; seed: number }): Promise<FuzzReport> {
  const watchdog = startWatchdog();
  const dice = makeDice(seed);
  const texts: Record<string, number> = {};
  const failures: string[] = [];
  let slowestMs = 0;
  const end = performance.now() + seconds * 1000;
  for (let count = 0; (performance.now() < end || count < turn * targets.length) && failures.length < 10; count++) {
    const target = targets[Math.floor(count / turn) % targets.length];
    if (!target) break;
    const text = mutate(target.examples, dice);
    watchdog.watch(target.name, text);
    const { failure, ms } = tryOne(target, text);
    if (failure) failures.push(`${target.name}: ${failure}: ${JSON.stringify(text.slice(0, 2000))}`);
    slowestMs = Math.max(slowestMs, Math.round(ms));
    texts[target.name] = (texts[target.name] ?? 0) + 1;
  }
  await watchdog.stop();
  return { texts, failures, slowestMs, memory: Math.round(process.memoryUsage().rss / 2 ** 20) };
}

/** Time of this thread and not of the clock: on a busy machine every text is slow now and then, and other threads work beside it. */
function tryOne({ holds }: Target, text: string): { failure?: string; ms: number } {
  const before = process.threadCpuUsage();
  try {
    const kept = holds(text);
    const { user, system } = process.threadCpuUsage(before);
    const ms = (user + system) / 1000;
    if (!kept) return { failure: 'broke its promise', ms };
    return ms > slow ? { failure: `took ${Math.round(ms)} ms`, ms } : { ms };
  } catch (error) {
    return { failure: `threw ${String(error)}`, ms: 0 };
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, seed: { type: 'string' } } });
  const seed = Number(values.seed ?? Date.now());
  const report = await fuzzParsers({ seconds: Number(values.seconds ?? 60), seed });
  console.log(JSON.stringify({ seed, ...report }, null, 2));
  process.exitCode = report.failures.length > 0 ? 1 : 0;
}
