import type { Timestamp } from '../../model/brand.js';
import type { Change } from './region-pages.js';
import { isShortCommitment } from './short-commitment.js';

/** `2026-11-22` */
export function showDay(time: Timestamp): string {
  return time.slice(0, 10);
}

/** `2026-11-22 13:57` */
export function showMoment(time: Timestamp): string {
  return `${showDay(time)} ${showClock(time)}`;
}

/** `13:57` */
export function showClock(time: Timestamp): string {
  return time.slice(11, 16);
}

/** `upgrade 1.2.0 → 1.3.0 on brunswick: done in 14 s, by op-7f3k (K7Qm2x, 9ab3Xc), why: details/AbC…`, in Markdown. */
export function showChange({ what, came, by, ids, why, loud }: Change): string {
  const words = loud ? `**${what}**` : what;
  const result = came ? `: ${came.good ? came.result : `**${came.result}**`}` : '';
  const who = what.includes(by) ? '' : `, by ${by}`;
  return `${words}${result}${who} (${ids})${showWhy(why)}`;
}

/** Where the reason is. */
export function showWhy(why: string | undefined): string {
  if (why === undefined) return '';
  return isShortCommitment(why) ? `, why: \`details/${why}…\`` : `, why: ${why}`;
}
