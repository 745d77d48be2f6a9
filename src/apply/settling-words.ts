import { shortName } from '../model/short-name.js';
import type { Verdict } from './judge-service.js';

/** What is waited for, and how long it may take: `app: 0 of 1 task new, waiting for its health check (12 s of at most 5 min)`. */
export function settlingWords(
  stack: string,
  verdicts: ReadonlyMap<string, Verdict>,
  { waitedMs, atMostMs }: { readonly waitedMs: number; readonly atMostMs: number },
): string {
  const open = [...verdicts].filter(([, { state }]) => state === 'settling');
  const says = open.map(([name, verdict]) => `${shortName(name, stack)}: ${verdict.says}`).join('; ');
  return `${says} (${durationWords(waitedMs)} of at most ${durationWords(atMostMs)})`;
}

function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
