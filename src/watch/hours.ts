import type { Timestamp } from '../model/brand.js';

/** Hours from one moment to another. */
export function hoursSince(since: Timestamp, now: Timestamp): number {
  return (Date.parse(now) - Date.parse(since)) / 3_600_000;
}

/** `40 min`, `3 h`, `2 days`. */
export function inHours(since: Timestamp, now: Timestamp): string {
  const hours = Math.max(0, hoursSince(since, now));
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}
